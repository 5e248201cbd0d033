import { existsSync, rmSync } from "node:fs";
import { UserError, which } from "../../sandbox/shell";
import { clusterProgram } from "../../sandbox/tools";
import { confirm } from "../ask";
import { chooseSource, refuseOtherContext, clusterSources } from "../clusters";
import type { Cluster } from "../clusters/source";
import { chooseBackend, type Backend } from "../engine/backend";
import { findEngine } from "../engine/engine";
import { stopLeftovers } from "../engine/processes";
import { configuredJobs, projectName, readStack, writeProject } from "../engine/project";
import { Pulumi } from "../engine/pulumi";
import { writeShellEnv } from "../engine/shellEnv";
import type { Options } from "../options";
import type { Paths } from "../paths";
import { reconcile, refuseUnknownPlatform, repairRemoved } from "../recovery/reconcile";
import { refuseFullDisk, explainFullDisk } from "../recovery/disk";
import { repairState, setStateAside } from "../recovery/keepState";
import { readRecord, writeRecord } from "../recovery/record";
import { runExclusively } from "../recovery/run";
import { copyState, stateFiles } from "../recovery/stateFile";
import { showResults, type JobOutput } from "../results";

const UP = ["up", "--yes", "--skip-preview", "--suppress-outputs", "--suppress-progress"];
const LOST_CLUSTER = "State:   discarded, because the cluster of the last run no longer exists";

/**
 * From nothing, or from whatever an earlier run left, to a running platform and its job results.
 */
export function up(paths: Paths, options: Options, beforeJobs?: BeforeJobs): Promise<void> {
    return runExclusively(paths.run, "up", (afterInterruption) =>
        bringUp(paths, options, afterInterruption, beforeJobs),
    );
}

/** Prepares what the platform's jobs need, once the platform runs. */
export type BeforeJobs = (kubectl: string, cluster: Cluster) => Promise<void>;

async function bringUp(
    paths: Paths,
    options: Options,
    afterInterruption: boolean,
    beforeJobs?: BeforeJobs,
): Promise<void> {
    if (afterInterruption) {
        await stopLeftovers(paths.checkout);
    }
    refuseFullDisk(paths.state);
    const engine = await findEngine(paths);
    const cluster = await openCluster(paths, options);
    const project = projectName(paths.checkout);
    dropStateOfLostCluster(paths, cluster);
    const isBehind = stateMayBeBehind(paths, options);
    const backend = chooseBackend(paths, engine, readRecord(paths.record)?.backend);
    console.log(`State:   ${backend.description}`);

    const overlay = {
        ...cluster,
        plugins: engine.plugins,
        keepTrackedEncryption: backend.kind === "user",
    };
    writeProject(paths, overlay);
    writeShellEnv(paths, backend.env, cluster);
    const pulumi = new Pulumi(paths, backend.env);
    forgetLostCluster(paths, pulumi, backend, cluster);
    recordDecisions(paths, cluster, backend);
    pulumi.ensureStack();
    if (!options.import) {
        await refuseUnknownPlatform(pulumi, cluster, `${project}/local`);
    }
    const mayBeBehind = isBehind || options.import;
    await reconcile(pulumi, cluster, { afterInterruption, mayBeBehind });
    const replace = await repairRemoved(pulumi, cluster);
    const update = (...more: string[]) =>
        explainFullDisk(paths.state, () => pulumi.stream([...UP, ...more]));
    if (beforeJobs) {
        if (!hasJobs(pulumi, configuredJobs(readStack(paths)))) {
            writeProject(paths, { ...overlay, withoutJobs: true });
            await update();
            writeProject(paths, overlay);
        }
        await beforeJobs(kubectlFor(cluster), cluster);
    }
    await update(...replace);
    copyState(stateFiles(paths, project), paths.stateCopy);
    const { jobs } = pulumi.outputs() as { jobs?: Record<string, JobOutput> };
    await showResults(jobs ?? {}, cluster, kubectlFor(cluster));
}

async function openCluster(paths: Paths, options: Options): Promise<Cluster> {
    const earlier = readRecord(paths.record);
    refuseOtherContext(paths, options, earlier);
    const sources = clusterSources(paths, options, earlier);
    const { source, skipped } = await chooseSource(sources, options.cluster, earlier?.source);
    skipped.forEach((line) => console.log(`Cluster: skipped ${line}`));
    console.log(`Cluster: using ${sources[source].description}`);
    const question = sources[source].question();
    if (question && !options.yes && !(await confirm(question))) {
        throw new UserError("Nothing was changed.");
    }
    // Recorded before it is created: a run after an interruption must know what was started.
    writeRecord(paths.record, { ...earlier, source });
    return sources[source].open();
}

function isLostCluster(paths: Paths, cluster: Cluster): boolean {
    const before = readRecord(paths.record)?.cluster?.uid;
    return before !== undefined && before !== cluster.uid;
}

/** A cluster that was deleted and recreated holds nothing of what the state describes. */
function dropStateOfLostCluster(paths: Paths, cluster: Cluster): void {
    const { backend } = readRecord(paths.record) ?? {};
    if (isLostCluster(paths, cluster) && backend === "file" && existsSync(paths.state)) {
        console.log(LOST_CLUSTER);
        for (const file of [paths.state, paths.stateCopy]) {
            rmSync(file, { recursive: true, force: true });
        }
    }
}

function forgetLostCluster(
    paths: Paths,
    pulumi: Pulumi,
    { kind }: Backend,
    cluster: Cluster,
): void {
    if (isLostCluster(paths, cluster) && kind === "user" && pulumi.hasStack()) {
        console.log(LOST_CLUSTER);
        pulumi.forget();
    }
}

/**
 * Makes the state files usable, as far as possible.
 *
 * @returns whether the state may be older than the cluster
 */
function stateMayBeBehind(paths: Paths, options: Options): boolean {
    if (readRecord(paths.record)?.backend !== "file") {
        return false;
    }
    try {
        return repairState(paths, projectName(paths.checkout));
    } catch (error) {
        if (!options.import) {
            throw error;
        }
        setStateAside(paths);
        return true;
    }
}

function recordDecisions(paths: Paths, cluster: Cluster, backend: Backend): void {
    const { source, context, kubeconfig, uid } = cluster;
    writeRecord(paths.record, {
        source,
        cluster: { context, kubeconfig, uid },
        backend: backend.kind,
    });
}

/** Whether an earlier run created these jobs, and hence what they need. */
function hasJobs(pulumi: Pulumi, named: Record<string, unknown>): boolean {
    const { jobs } = pulumi.outputs() as { jobs?: Record<string, JobOutput> };
    return Object.keys(named).every((name) => jobs?.[name] !== undefined);
}

/** `kubectl` as the user can type it: the one that the sandbox built, if none is installed. */
function kubectlFor(cluster: Pick<Cluster, "source">): string {
    return cluster.source === "sandbox" && !which("kubectl")
        ? clusterProgram("kubectl")
        : "kubectl";
}
