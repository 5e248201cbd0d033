import { writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { run, sleep } from "../sandbox/shell";
import { isRelease, ObjectFiles, StateResource } from "./stackObjects";

interface HelmRelease {
    name: string;
    namespace: string;
    chart: string;
    values: unknown;
    skipCrds: boolean;
}

export interface Programs {
    helm: string;
    kubectl: string;
    kubeconfig: string;
}

/** The same charts and objects as in a stack, installed by hand with helm and kubectl. */
export class PlainHelm {
    private readonly releases: HelmRelease[];
    private readonly files: ObjectFiles;

    constructor(
        private readonly programs: Programs,
        private readonly folder: string,
        programFolder: string,
        resources: StateResource[],
    ) {
        this.releases = resources
            .filter(isRelease)
            .map(({ inputs }) => ({
                ...(inputs as unknown as HelmRelease),
                chart: resolve(programFolder, inputs.chart as string),
            }))
            // The operator needs the kinds of the other release.
            .sort((a, b) => b.name.length - a.name.length);
        this.files = new ObjectFiles(folder, resources);
    }

    async up(): Promise<void> {
        this.apply(this.files.namespaces);
        for (const { name, namespace, chart, values, skipCrds } of this.releases) {
            const file = join(this.folder, `${name}.json`);
            writeFileSync(file, JSON.stringify(values ?? {}));
            this.helm(
                ...["install", name, chart, "--namespace", namespace, "--values", file, "--wait"],
                ...(skipCrds ? ["--skip-crds"] : []),
            );
        }
        this.apply(this.files.others);
        this.apply(this.files.applications);
        for (const { metadata } of this.files.runs) {
            await this.completed(metadata.name, metadata.namespace ?? "");
        }
    }

    down(): void {
        this.delete(this.files.applications);
        for (const { name, namespace } of [...this.releases].reverse()) {
            this.helm("uninstall", name, "--namespace", namespace, "--wait");
        }
        this.delete(this.files.others);
        this.delete(this.files.namespaces);
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

    private apply(file: string): void {
        this.kubectl("apply", "--filename", file);
    }

    private delete(file: string): void {
        this.kubectl("delete", "--filename", file);
    }

    private helm(...args: string[]): void {
        this.run(this.programs.helm, args);
    }

    private kubectl(...args: string[]): string {
        return this.run(this.programs.kubectl, args);
    }

    private run(program: string, args: string[]): string {
        // Otherwise both cache what they know of the cluster in the user's own folder.
        const env = { ...process.env, KUBECACHEDIR: join(this.folder, "cache") };
        return run(program, ["--kubeconfig", this.programs.kubeconfig, ...args], { env });
    }
}
