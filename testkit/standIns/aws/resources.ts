import { Cloud } from "./cloud";
import { CloudResource } from "./cloudResource";
import { alreadyExists } from "./conflicts";
import { desiredAfter, effectsOfDelete, effectsOfUpdate } from "./effects";
import { automaticName, Given, given } from "./outputs";
import { holdsBack, missingFor } from "./references";
import { refusalOf } from "./refusals";
import { Request } from "./refusals/refusal";
import { changedInputs, MADE_UP, replacement } from "./replacements";
import { afterCreate, afterDelete, afterUpdate } from "./sideEffects";
import { durationMs, NAME_PROPERTIES, OF_BUCKET, TYPES } from "./types";
import { textAt, Values } from "./values";
import { withoutSecrets } from "./withoutSecrets";
import { waitForRoles } from "./visibility";

/** What an update would do. */
export interface Difference {
    changes: boolean;
    replaces: string[];
    deleteBeforeReplace: boolean;
}

/** AWS' operations on resources. */
export class Resources {
    constructor(private readonly cloud: Cloud) {}

    /** The inputs with an automatic name, marked as such, if the program sets none. */
    named(type: string, name: string, olds: Values, inputs: Values): Values {
        const property = NAME_PROPERTIES[type];
        if (property === undefined || inputs[property] !== undefined) {
            return { ...inputs, [MADE_UP]: [] };
        }
        const prefix = textAt(inputs, `${property}Prefix`);
        const made = olds[property] ?? (prefix && automaticName(prefix)) ?? automaticName(name);
        return { ...inputs, [property]: made, [MADE_UP]: [property] };
    }

    difference(type: string, id: string, inputs: Values): Difference {
        const before = this.cloud.find(type, id)?.inputs ?? {};
        const after = withoutSecrets(inputs) as Values;
        const madeUp = (after[MADE_UP] ?? []) as unknown[];
        return {
            changes: changedInputs(type, before, after).length > 0,
            ...replacement(type, before, after, madeUp),
        };
    }

    async create(type: string, name: string, secretInputs: Values): Promise<Given> {
        const inputs = asAws(secretInputs);
        const wait = () => waitForRoles(type, inputs, this.cloud.all(), this.cloud.settings);
        const took = this.duration(type) + wait().milliseconds;
        return this.cloud.made({ call: "create", type, name }, took, () => {
            const all = this.cloud.all();
            const missing = missingFor(type, inputs, all) ?? wait().error;
            if (missing !== undefined) {
                throw new Error(missing);
            }
            this.refuse({ call: "create", type, inputs, all });
            const made = given(type, inputs, name, this.cloud.settings);
            if (!OF_BUCKET.includes(type) && this.cloud.find(type, made.id) !== undefined) {
                throw new Error(alreadyExists(type, inputs, made.id));
            }
            const named = { name: inputs[NAME_PROPERTIES[type] ?? "name"], ...made.outputs };
            const resource = { type, id: made.id, name, inputs, outputs: named };
            this.cloud.put(resource);
            afterCreate(this.cloud, resource);
            return made;
        });
    }

    update(type: string, name: string, id: string, secretInputs: Values): Promise<Values> {
        return this.cloud.made({ call: "update", type, name }, this.duration(type), () => {
            const before = this.existing(type, id);
            const inputs = asAws(secretInputs);
            this.refuse({ call: "update", type, inputs, before, all: this.cloud.all() });
            const outputs = this.outputsAfter(before, inputs);
            this.cloud.addEffects(effectsOfUpdate(before, inputs));
            const after = { ...before, inputs, outputs, live: liveAfter(before, inputs) };
            this.cloud.put(after);
            afterUpdate(this.cloud, after);
            return outputs;
        });
    }

    /** The outputs of an update; those that it cannot know yet are `unknown`. */
    planned(type: string, id: string, secretInputs: Values, unknown: unknown): Values {
        const before = this.existing(type, id);
        const inputs = asAws(secretInputs);
        const after = this.outputsAfter(before, inputs);
        const isKnown = after["latestVersion"] === before.outputs["latestVersion"];
        return { ...after, ...(!isKnown && { latestVersion: unknown }) };
    }

    /** Inputs and outputs; undefined if the resource does not exist. */
    read(type: string, name: string, id: string): Promise<Values | undefined> {
        return this.cloud.made({ call: "read", type, name }, 0, () => {
            const found = this.cloud.find(type, id);
            return found && asItIs(found);
        });
    }

    delete(type: string, name: string, id: string): Promise<void> {
        return this.cloud.made({ call: "delete", type, name }, this.duration(type), () => {
            const found = this.cloud.find(type, id);
            if (found === undefined) {
                return;
            }
            const all = this.cloud.all();
            const refusal = holdsBack(found, all);
            if (refusal !== undefined) {
                throw new Error(refusal);
            }
            this.refuse({ call: "delete", type, inputs: found.inputs, before: found, all });
            this.cloud.addEffects(effectsOfDelete(found));
            this.cloud.remove(type, id);
            afterDelete(this.cloud, found);
        });
    }

    private duration(type: string): number {
        return durationMs(type) * this.cloud.settings.pace;
    }

    private existing(type: string, id: string): CloudResource {
        const found = this.cloud.find(type, id);
        if (found === undefined) {
            throw new Error(`ResourceNotFoundException: ${type} ${id}`);
        }
        return found;
    }

    private refuse(request: Omit<Request, "settings">): void {
        const refused = refusalOf({ ...request, settings: this.cloud.settings });
        if (refused !== undefined) {
            throw new Error(refused);
        }
    }

    /** A launch template gets a new version if its data changes, not its own tags. */
    private outputsAfter({ type, inputs: old, outputs }: CloudResource, inputs: Values): Values {
        const changed = changedInputs(type, old, inputs).filter((key) => key !== "tags");
        const { latestVersion } = outputs;
        return typeof latestVersion === "number" && changed.length > 0
            ? { ...outputs, latestVersion: latestVersion + 1 }
            : outputs;
    }
}

/** As received by AWS. */
function asAws(secretInputs: Values): Values {
    const { [MADE_UP]: _, ...inputs } = withoutSecrets(secretInputs) as Values;
    return inputs;
}

/** What AWS returns for a resource, whatever its inputs were. */
function asItIs({ inputs, outputs, live = {} }: CloudResource): Values {
    const { desiredSize, version } = live;
    return {
        ...inputs,
        ...outputs,
        ...(version !== undefined && { version }),
        ...(desiredSize !== undefined && {
            scalingConfig: { ...(inputs["scalingConfig"] as Values), desiredSize },
        }),
    };
}

function liveAfter(before: CloudResource, inputs: Values): CloudResource["live"] {
    const { type, live } = before;
    const version = textAt(inputs, "version") ?? live?.version;
    switch (type) {
        case TYPES.cluster:
            return { ...live, version };
        case TYPES.nodeGroup:
            return { ...live, version, desiredSize: desiredAfter(before, inputs) };
        default:
            return live;
    }
}
