import type { Sandbox } from "../sandbox";
import { kubectlOf } from "../testkit/testSandbox";

/** Team of the stack whose settings are `stackSettings`. */
export const NAMESPACE = "processing";

export interface StackJob {
    apiVersion: string;
    kind: string;
    metadata: { name: string; labels?: object };
    spec: { driver: Role; executor: Role };
}

interface Role {
    template?: { spec?: { containers?: Container[] } };
}

interface Container {
    name: string;
}

/** The stack's job as rendered by the library, to run copies of it. */
export function stackJob(sandbox: Sandbox): StackJob {
    const said = kubectlOf(sandbox, "get", "sparkapplications", "-n", NAMESPACE, "-o", "json");
    const { items } = JSON.parse(said) as { items: StackJob[] };
    const job = items.find(({ metadata }) => metadata.name.startsWith("pi-"));
    if (job === undefined) {
        throw new Error("the stack has no job");
    }
    return job;
}

/** A copy that runs next to the job. */
export function copyOf({ apiVersion, kind, metadata, spec }: StackJob, name: string) {
    const { labels } = metadata;
    return { apiVersion, kind, metadata: { name, namespace: NAMESPACE, labels }, spec };
}
