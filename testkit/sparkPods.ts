import { ApplicationSpec, ManifestParts } from "../components/job/manifest/applicationSpec";
import { manifest } from "../components/job/manifest/manifest";
import { podMemoryMib, Role } from "../components/job/pods/podMemory";

type JobParts = Pick<ManifestParts, "args" | "language">;

/** A job's pods as Spark would create them. */
export interface SparkPods {
    driver: Pod;
    /** They are owned by the driver's pod, which has the UID that they need once it exists. */
    executors: (driverUid: string) => Pod[];
}

export interface Pod {
    apiVersion: "v1";
    kind: "Pod";
    metadata: {
        name: string;
        namespace: string;
        labels: Record<string, string>;
        annotations?: Record<string, string>;
        ownerReferences?: object[];
    };
    spec: object;
}

/** Pods of a job: what the library renders, and what Spark adds to it. */
export function sparkPods(parts: ManifestParts): SparkPods {
    return podsOf(manifest(parts), parts);
}

/** The same for a job's SparkApplication. */
export function podsOf(
    { metadata, spec }: ReturnType<typeof manifest>,
    parts: JobParts,
): SparkPods {
    const { name: application, namespace, labels } = metadata;
    const pod = (role: Role, name: string): Pod => ({
        apiVersion: "v1",
        kind: "Pod",
        metadata: {
            name,
            namespace,
            labels: { ...labels, "spark-role": role },
            annotations: {
                ...spec[role].template.metadata?.annotations,
                ...spec[role].annotations,
            },
        },
        spec: podSpec(role, parts, spec),
    });
    const driver = pod("driver", `${application}-driver`);
    const executors = (driverUid: string) =>
        Array.from({ length: spec.executor.instances ?? 0 }, (_, index) => {
            const executor = pod("executor", `${application}-exec-${index + 1}`);
            const owner = { ...ownerOf(driver), uid: driverUid };
            return { ...executor, metadata: { ...executor.metadata, ownerReferences: [owner] } };
        });
    return { driver, executors };
}

function ownerOf({ apiVersion, kind, metadata }: Pod): object {
    return { apiVersion, kind, name: metadata.name, controller: true };
}

/** The template's pod, with the first container's image and size filled in. */
function podSpec(role: Role, { args, language }: JobParts, spec: ApplicationSpec): object {
    const { template, coreRequest } = spec[role];
    const [container, ...others] = template.spec.containers;
    const parts = { role, args: args[role] ?? {}, conf: spec.sparkConf, language };
    const memory = `${podMemoryMib(parts)}Mi`;
    const resources = { requests: { cpu: coreRequest, memory }, limits: { memory } };
    return {
        ...template.spec,
        serviceAccountName: spec[role].serviceAccount,
        restartPolicy: "Never",
        containers: [{ ...container, image: spec.image, resources }, ...others],
    };
}
