import { stringify } from "yaml";
import { UserError } from "../../sandbox/shell";
import { chosenJob } from "../chosenJob";
import { chooseBackend } from "../engine/backend";
import { findEngine, thisMachine } from "../engine/engine";
import { Pulumi, type PreviewedResource } from "../engine/pulumi";
import type { Paths } from "../paths";
import { readRecord } from "../recovery/record";

/** Prints a job's SparkApplication, ready for an orchestrator to create. */
export async function showManifest(paths: Paths, job: string | undefined): Promise<void> {
    const backend = readRecord(paths.record)?.backend;
    if (backend === undefined) {
        throw new UserError("No platform is running; run make up first.");
    }
    const engine = await findEngine(paths, { ...thisMachine, log: console.error });
    const pulumi = new Pulumi(paths, chooseBackend(paths, engine, backend).env);
    console.log(manifestOf(pulumi.preview(), job).trimEnd());
}

/** A job's complete object, as YAML. */
export function manifestOf(resources: PreviewedResource[], job: string | undefined): string {
    const objects = resources.filter(({ type }) =>
        /^kubernetes:sparkoperator\.k8s\.io\/\w+:(Scheduled)?SparkApplication$/.test(type),
    );
    const named = objects.map((object) => [object.urn.split("::").at(-1) ?? "", object] as const);
    const object = chosenJob(Object.fromEntries(named), job);
    const { apiVersion, kind, metadata, spec } = object.inputs as unknown as KubernetesObject;
    const { annotations = {}, ...rest } = metadata;
    const kept = Object.entries(annotations).filter(([key]) => !key.startsWith("pulumi.com/"));
    return stringify({
        apiVersion,
        kind,
        metadata: { ...rest, ...(kept.length > 0 && { annotations: Object.fromEntries(kept) }) },
        spec,
    });
}

interface KubernetesObject {
    apiVersion: string;
    kind: string;
    metadata: { annotations?: Record<string, string> };
    spec: object;
}
