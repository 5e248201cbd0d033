import { existsSync, rmSync } from "node:fs";
import { UserError, which } from "../../sandbox/shell";
import { clusterProgram } from "../../sandbox/tools";
import { confirm } from "../ask";
import { chooseWay, refuseOtherContext, waysOf } from "../clusters";
import type { Cluster } from "../clusters/source";
import { chooseBackend, type Backend } from "../engine/backend";
import { findEngine } from "../engine/engine";
import { endLeftovers } from "../engine/processes";
import { namedJobs, projectName, readStack, writeProject } from "../engine/project";
import { Pulumi } from "../engine/pulumi";
import { writeShellEnv } from "../engine/shellEnv";
import type { Options } from "../options";
import type { Paths } from "../paths";
import { bringTogether, refuseUnknownPlatform, repairRemoved } from "../recovery/bringTogether";
import { refuseFullDisk, whereDiskIsFull } from "../recovery/disk";
import { repairState, setStateAside } from "../recovery/keepState";
import { readRecord, writeRecord } from "../recovery/record";
import { asOnlyRun } from "../recovery/run";
import { copyState, stateFiles } from "../recovery/stateFile";
import { showResults, type JobOutput } from "../results";

const UP = ["up", "--yes", "--skip-preview", "--suppress-outputs", "--suppress-progress"];
const LOST_CLUSTER = "State:   the cluster of the last run is gone, so its state is dropped";

/**
 * From nothing, or from whatever an earlier run left, to a running platform and its jobs' results.
 */
export function up(paths: Paths, options: Options, beforeJobs?: BeforeJobs): Promise<void> {
    return asOnlyRun(paths.run, "up", (afterInterruption) =>
        bringUp(paths, options, afterInterruption, beforeJobs),
    );
}

/** What the platform's jobs want to find, made once the platform stands. */
export type BeforeJobs = (kubectl: string, cluster: Cluster) => Promise<void>;

async function bringUp(
    paths: Paths,
    options: Options,
    afterInterruption: boolean,
    beforeJobs?: BeforeJobs,
): Promise<void> {
    if (afterInterruption) {
        await endLeftovers(paths.checkout);
    }
    refuseFullDisk(paths.state);
    const engine = await findEngine(paths);
    const cluster = await openCluster(paths, options);
    const project = projectName(paths.checkout);
    dropStateOfLostCluster(paths, cluster);
    const isBehind = repairedState(paths, options);
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
    await bringTogether(pulumi, cluster, { afterInterruption, mayBeBehind });
    const replace = await repairRemoved(pulumi, cluster);
    const update = (...more: string[]) =>
        whereDiskIsFull(paths.state, () => pulumi.stream([...UP, ...more]));
    if (beforeJobs) {
        if (!hasJobs(pulumi, namedJobs(readStack(paths)))) {
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
    const ways = waysOf(paths, options, earlier);
    const { way, passedOver } = await chooseWay(ways, options.cluster, earlier?.way);
    passedOver.forEach((line) => console.log(`Cluster: not ${line}`));
    console.log(`Cluster: ${ways[way].description}`);
    const question = ways[way].question();
    if (question && !options.yes && !(await confirm(question))) {
        throw new UserError("Nothing was changed.");
    }
    // Recorded before it is made: a run after an interruption must know what was begun.
    writeRecord(paths.record, { ...earlier, way });
    return ways[way].open();
}

function isLostCluster(paths: Paths, cluster: Cluster): boolean {
    const before = readRecord(paths.record)?.cluster?.uid;
    return before !== undefined && before !== cluster.uid;
}

/** A cluster that was deleted and made again holds nothing of what the state tells. */
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
 * Makes the files of the state usable, as far as that is possible.
 *
 * @returns whether the state may be older than the cluster
 */
function repairedState(paths: Paths, options: Options): boolean {
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
    const { way, context, kubeconfig, uid } = cluster;
    writeRecord(paths.record, {
        way,
        cluster: { context, kubeconfig, uid },
        backend: backend.kind,
    });
}

/** Whether an earlier run has made these jobs, and so what they need. */
function hasJobs(pulumi: Pulumi, named: Record<string, unknown>): boolean {
    const { jobs } = pulumi.outputs() as { jobs?: Record<string, JobOutput> };
    return Object.keys(named).every((name) => jobs?.[name] !== undefined);
}

/** `kubectl` as the user can type it: the sandbox built one where none is installed. */
function kubectlFor(cluster: Pick<Cluster, "way">): string {
    return cluster.way === "sandbox" && !which("kubectl") ? clusterProgram("kubectl") : "kubectl";
}
