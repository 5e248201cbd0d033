import { isDeepStrictEqual } from "node:util";
import { Cloud } from "./cloud";
import { automaticName, Given, given } from "./outputs";
import { holdsBack, missingFor } from "./references";
import { durationMs, NAME_PROPERTIES, TYPES } from "./types";
import { plain, textAt, Values } from "./values";

/** What AWS does with resources, as far as their order is concerned. */
export class Resources {
    constructor(private readonly cloud: Cloud) {}

    /** The inputs with a name, where a program gives none. */
    named(type: string, name: string, olds: Values, inputs: Values): Values {
        const property = NAME_PROPERTIES[type];
        if (property === undefined || inputs[property] !== undefined) {
            return inputs;
        }
        const prefix = textAt(inputs, `${property}Prefix`);
        const made = olds[property] ?? (prefix && automaticName(prefix)) ?? automaticName(name);
        return { ...inputs, [property]: made };
    }

    /** Which inputs are not what they were. */
    changed(type: string, id: string, inputs: Values): string[] {
        const before = this.cloud.find(type, id)?.inputs ?? {};
        const after = plain(inputs) as Values;
        const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
        return [...keys].filter((key) => !isDeepStrictEqual(before[key], after[key]));
    }

    create(type: string, name: string, secretInputs: Values): Promise<Given> {
        const inputs = plain(secretInputs) as Values;
        return this.cloud.made({ call: "create", type, name }, durationMs(type), () => {
            const all = this.cloud.all();
            const missing = missingFor(type, inputs, all);
            if (missing !== undefined) {
                throw new Error(missing);
            }
            const made = given(type, inputs, name);
            if (this.cloud.find(type, made.id) !== undefined) {
                throw new Error(`EntityAlreadyExists: ${type} ${made.id}`);
            }
            const named = { name: inputs[NAME_PROPERTIES[type] ?? "name"], ...made.outputs };
            this.cloud.put({ type, id: made.id, name, inputs, outputs: named });
            if (type === TYPES.cluster) {
                this.makeClusterSecurityGroup(made);
            }
            return made;
        });
    }

    update(type: string, name: string, id: string, secretInputs: Values): Promise<Values> {
        return this.cloud.made({ call: "update", type, name }, durationMs(type), () => {
            const found = this.cloud.find(type, id);
            if (found === undefined) {
                throw new Error(`ResourceNotFoundException: ${type} ${id}`);
            }
            const { latestVersion } = found.outputs;
            const outputs = {
                ...found.outputs,
                ...(typeof latestVersion === "number" && { latestVersion: latestVersion + 1 }),
            };
            this.cloud.put({ ...found, inputs: plain(secretInputs) as Values, outputs });
            return outputs;
        });
    }

    /** Inputs and outputs; nothing where there is no such resource. */
    read(type: string, name: string, id: string): Promise<Values | undefined> {
        return this.cloud.made({ call: "read", type, name }, 0, () => {
            const found = this.cloud.find(type, id);
            return found && { ...found.inputs, ...found.outputs };
        });
    }

    delete(type: string, name: string, id: string): Promise<void> {
        return this.cloud.made({ call: "delete", type, name }, durationMs(type), () => {
            const found = this.cloud.find(type, id);
            const refusal = found && holdsBack(found, this.cloud.all());
            if (refusal !== undefined) {
                throw new Error(refusal);
            }
            this.cloud.remove(type, id);
        });
    }

    /** EKS makes it with the cluster, in the VPC of its subnets, and takes it away with it. */
    private makeClusterSecurityGroup({ id, outputs }: Given): void {
        const group = textAt(outputs, "vpcConfig.clusterSecurityGroupId") ?? "";
        const subnet = textAt(outputs, "vpcConfig.subnetIds") ?? "";
        const vpcId = textAt(this.cloud.find(TYPES.subnet, subnet)?.inputs, "vpcId");
        this.cloud.put({
            ...{ type: TYPES.securityGroup, id: group, name: `of cluster ${id}`, madeWith: id },
            ...{ inputs: { vpcId }, outputs: {} },
        });
    }
}
