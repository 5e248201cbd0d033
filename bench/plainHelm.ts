import { mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { run, sleep } from "../sandbox/shell";

/** A resource as Pulumi's state tells of it. */
export interface StateResource {
    type: string;
    inputs: Record<string, unknown>;
}

interface HelmRelease {
    name: string;
    namespace: string;
    chart: string;
    values: unknown;
    skipCrds: boolean;
}

interface KubernetesObject {
    kind: string;
    metadata: { name: string; namespace?: string };
}

export interface Programs {
    helm: string;
    kubectl: string;
    kubeconfig: string;
}

/** The same charts and objects as a stack's, installed the way one does by hand: helm and kubectl. */
export class PlainHelm {
    private readonly releases: HelmRelease[];
    private readonly namespaces: KubernetesObject[];
    private readonly objects: KubernetesObject[];
    private readonly applications: KubernetesObject[];

    constructor(
        private readonly programs: Programs,
        private readonly folder: string,
        programFolder: string,
        resources: StateResource[],
    ) {
        const kubernetes = resources.filter(({ type }) => /^kubernetes:/.test(type));
        this.releases = kubernetes
            .filter(({ type }) => type.endsWith(":Release"))
            .map(({ inputs }) => ({
                ...(inputs as unknown as HelmRelease),
                chart: resolve(programFolder, inputs.chart as string),
            }))
            // The operator needs the kinds of the other release.
            .sort((a, b) => b.name.length - a.name.length);
        const objects = kubernetes
            .filter(({ type }) => !type.endsWith(":Release"))
            .map(({ inputs }) => withoutEngineFields(inputs));
        const of = (kind: string) => objects.filter((object) => object.kind === kind);
        this.namespaces = of("Namespace");
        this.applications = of("SparkApplication");
        this.objects = objects.filter(
            ({ kind }) => kind !== "Namespace" && kind !== "SparkApplication",
        );
        mkdirSync(folder, { recursive: true });
    }

    async up(): Promise<void> {
        this.apply("namespaces", this.namespaces);
        for (const { name, namespace, chart, values, skipCrds } of this.releases) {
            const file = join(this.folder, `${name}.json`);
            writeFileSync(file, JSON.stringify(values ?? {}));
            this.helm(
                ...["install", name, chart, "--namespace", namespace, "--values", file, "--wait"],
                ...(skipCrds ? ["--skip-crds"] : []),
            );
        }
        this.apply("objects", this.objects);
        this.apply("applications", this.applications);
        for (const { metadata } of this.applications) {
            await this.completed(metadata.name, metadata.namespace ?? "");
        }
    }

    down(): void {
        this.delete("applications");
        for (const { name, namespace } of [...this.releases].reverse()) {
            this.helm("uninstall", name, "--namespace", namespace, "--wait");
        }
        this.delete("objects");
        this.delete("namespaces");
    }

    private async completed(name: string, namespace: string): Promise<void> {
        const path = "jsonpath={.status.applicationState.state}";
        for (;;) {
            const state = this.kubectl(
                "get",
                "sparkapplication",
                name,
                "-n",
                namespace,
                "-o",
                path,
            );
            if (state === "COMPLETED") {
                return;
            }
            if (state === "FAILED") {
                throw new Error(`${name} failed`);
            }
            await sleep(1000);
        }
    }

    private apply(name: string, items: KubernetesObject[]): void {
        const file = join(this.folder, `${name}.json`);
        writeFileSync(file, JSON.stringify({ apiVersion: "v1", kind: "List", items }));
        this.kubectl("apply", "--filename", file);
    }

    private delete(name: string): void {
        this.kubectl("delete", "--filename", join(this.folder, `${name}.json`));
    }

    private helm(...args: string[]): void {
        run(this.programs.helm, ["--kubeconfig", this.programs.kubeconfig, ...args]);
    }

    private kubectl(...args: string[]): string {
        return run(this.programs.kubectl, ["--kubeconfig", this.programs.kubeconfig, ...args]);
    }
}

function withoutEngineFields(inputs: Record<string, unknown>): KubernetesObject {
    const kept = Object.entries(inputs).filter(([key]) => !key.startsWith("__"));
    return Object.fromEntries(kept) as unknown as KubernetesObject;
}
