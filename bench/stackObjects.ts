import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { TestStack } from "../testkit/stack";

/** A resource in Pulumi's state. */
export interface StateResource {
    type: string;
    inputs: Record<string, unknown>;
}

export interface KubernetesObject {
    kind: string;
    metadata: { name: string; namespace?: string };
}

/** The Kubernetes resources in a stack's state, including releases. */
export async function kubernetesResources(stack: TestStack): Promise<StateResource[]> {
    const { output } = await stack.pulumi("stack", "export", "--show-secrets");
    const { deployment } = JSON.parse(output) as { deployment: { resources: StateResource[] } };
    return deployment.resources.filter(({ type }) => type.startsWith("kubernetes:"));
}

export const isRelease = ({ type }: StateResource) => type.endsWith(":Release");

/** Objects as applied by hand, in files in dependency order. */
export class ObjectFiles {
    readonly namespaces: string;
    readonly others: string;
    readonly applications: string;
    /** The SparkApplications themselves. */
    readonly runs: KubernetesObject[];
    readonly count: number;

    constructor(folder: string, resources: StateResource[]) {
        const objects = resources.filter((one) => !isRelease(one)).map(withoutEngineFields);
        const isNamespace = ({ kind }: KubernetesObject) => kind === "Namespace";
        const isRun = ({ kind }: KubernetesObject) => kind === "SparkApplication";
        mkdirSync(folder, { recursive: true });
        const write = (name: string, items: KubernetesObject[]) => {
            const file = join(folder, `${name}.json`);
            writeFileSync(file, JSON.stringify({ apiVersion: "v1", kind: "List", items }));
            return file;
        };
        this.count = objects.length;
        this.runs = objects.filter(isRun);
        this.namespaces = write("namespaces", objects.filter(isNamespace));
        this.others = write(
            "others",
            objects.filter((object) => !isNamespace(object) && !isRun(object)),
        );
        this.applications = write("applications", this.runs);
    }
}

function withoutEngineFields({ inputs }: StateResource): KubernetesObject {
    const kept = Object.entries(inputs).filter(([key]) => !key.startsWith("__"));
    return Object.fromEntries(kept) as unknown as KubernetesObject;
}
