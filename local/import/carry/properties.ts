import { isMap, Role, setAt, textOf } from "../document";
import { Draft } from "../draft";
import { Carry } from "../fieldRow";
import { nodeLabels } from "./nodeLabels";
import { carryPropertyVolumes } from "./propertyVolumes";
import { rangeField } from "./range";
import { roleImage } from "./roleImage";
import { sparkSize } from "./sizes";

type Put = (value: string, draft: Draft, name: string) => void;

/** Properties that an argument controls; the operator uses them where the field is missing. */
const ARGUMENTS: Record<string, Put> = {
    ...ofRole("driver"),
    ...ofRole("executor"),
    "spark.executor.instances": argument("executor.instances", Number),
    "spark.dynamicAllocation.enabled": ofRange("enabled"),
    "spark.dynamicAllocation.minExecutors": ofRange("min"),
    "spark.dynamicAllocation.maxExecutors": ofRange("max"),
    "spark.dynamicAllocation.initialExecutors": ofRange("initial"),
    "spark.kubernetes.container.image": image,
    "spark.kubernetes.container.image.pullPolicy": argument("imagePullPolicy"),
    "spark.kubernetes.container.image.pullSecrets": argument("imagePullSecrets", (value) =>
        value.split(",").map((name) => name.trim()),
    ),
    "spark.log.structuredLogging.enabled": (value, { job }) => {
        if (value === "true") {
            job["logFormat"] = "json";
        }
    },
    "spark.kubernetes.node.selector.topology.kubernetes.io/zone": zone,
};

function ofRole(role: Role): Record<string, Put> {
    return {
        [`spark.${role}.cores`]: argument(`${role}.cores`, Number),
        [`spark.${role}.memory`]: argument(`${role}.memory`, sparkSize),
        [`spark.${role}.memoryOverhead`]: argument(`${role}.memoryOverhead`, sparkSize),
        [`spark.kubernetes.${role}.request.cores`]: argument(`${role}.coreRequest`),
        [`spark.kubernetes.${role}.limit.cores`]: argument(`${role}.coreLimit`),
        [`spark.kubernetes.${role}.container.image`]: image,
        [`spark.kubernetes.${role}.node.selector.topology.kubernetes.io/zone`]: zone,
    };
}

function argument(path: string, of: (value: string) => unknown = (value) => value): Put {
    return (value, { job }) => setAt(job, path.split("."), of(value));
}

function ofRange(key: keyof Draft["range"]): Put {
    return (value, draft) => rangeField(key)(value, { field: "", target: {} }, draft);
}

function image(value: string, draft: Draft, name: string): void {
    roleImage(value, { field: fieldOf(name, draft), target: draft.job }, draft);
}

function zone(value: string, draft: Draft, name: string): void {
    const labels = { "topology.kubernetes.io/zone": value };
    nodeLabels(labels, { field: fieldOf(name, draft), target: {} }, draft);
}

function fieldOf(name: string, { specField }: Draft): string {
    return `${specField}.sparkConf["${name}"]`;
}

/** Spark properties; those that an argument controls become that argument. */
export const properties: Carry = (value, _, draft) => {
    for (const [name, entry] of Object.entries(isMap(value) ? value : {})) {
        const put = ARGUMENTS[name];
        if (put === undefined) {
            draft.property(name, entry);
        } else {
            put(textOf(entry), draft, name);
        }
    }
    carryPropertyVolumes(draft);
};
