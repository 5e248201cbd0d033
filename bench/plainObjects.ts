import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { StateResource } from "./plainHelm";

interface KubernetesObject {
    kind: string;
}

/** The Kubernetes objects of a stack, created by `kubectl apply` in the order that they need. */
export class PlainObjects {
    readonly count: number;
    private readonly files: string[];

    constructor(
        private readonly kubectl: (...args: string[]) => void,
        folder: string,
        resources: StateResource[],
    ) {
        const objects = resources
            .filter(({ type }) => /^kubernetes:/.test(type))
            .map(({ inputs }) => withoutEngineFields(inputs));
        const isFirst = ({ kind }: KubernetesObject) => kind === "Namespace";
        const isLast = ({ kind }: KubernetesObject) => kind === "SparkApplication";
        const batches = {
            namespaces: objects.filter(isFirst),
            objects: objects.filter((object) => !isFirst(object) && !isLast(object)),
            applications: objects.filter(isLast),
        };
        mkdirSync(folder, { recursive: true });
        this.count = objects.length;
        this.files = Object.entries(batches).map(([name, items]) => {
            const file = join(folder, `${name}.json`);
            writeFileSync(file, JSON.stringify({ apiVersion: "v1", kind: "List", items }));
            return file;
        });
    }

    apply(): void {
        this.files.forEach((file) => this.kubectl("apply", "--filename", file));
    }

    delete(): void {
        [...this.files].reverse().forEach((file) => this.kubectl("delete", "--filename", file));
    }
}

function withoutEngineFields(inputs: Record<string, unknown>): KubernetesObject {
    const kept = Object.entries(inputs).filter(([key]) => !key.startsWith("__"));
    return Object.fromEntries(kept) as unknown as KubernetesObject;
}
