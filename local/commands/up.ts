import { UserError, which } from "../../sandbox/shell";
import { clusterProgram } from "../../sandbox/tools";
import { confirm } from "../ask";
import { chooseWay, refuseOtherContext, waysOf } from "../clusters";
import type { Cluster } from "../clusters/source";
import { chooseBackend, type Backend } from "../engine/backend";
import { findEngine } from "../engine/engine";
import { endLeftovers } from "../engine/processes";
import { writeProject } from "../engine/project";
import { Pulumi } from "../engine/pulumi";
import { writeShellEnv } from "../engine/shellEnv";
import type { Options } from "../options";
import type { Paths } from "../paths";
import { readRecord, writeRecord } from "../recovery/record";
import { recover } from "../recovery/recover";
import { asOnlyRun } from "../recovery/run";
import { showResults, type JobOutput } from "../results";

/**
 * From nothing, or from whatever an earlier run left, to a running platform and its jobs' results.
 */
export function up(paths: Paths, options: Options): Promise<void> {
    return asOnlyRun(paths.run, "up", (afterInterruption) =>
        bringUp(paths, options, afterInterruption),
    );
}

async function bringUp(paths: Paths, options: Options, afterInterruption: boolean): Promise<void> {
    if (afterInterruption) {
        await endLeftovers(paths.checkout);
    }
    const engine = await findEngine(paths);
    const cluster = await openCluster(paths, options);
    const backend = chooseBackend(paths, engine, readRecord(paths.record)?.backend);
    console.log(`State:   ${backend.description}`);

    writeProject(paths, {
        ...cluster,
        plugins: engine.plugins,
        keepTrackedEncryption: backend.kind === "user",
    });
    writeShellEnv(paths, backend.env, cluster);
    const pulumi = new Pulumi(paths, backend.env);
    dropStateOfLostCluster(paths, pulumi, cluster);
    recordDecisions(paths, cluster, backend);
    pulumi.ensureStack();
    if (afterInterruption) {
        console.log("The last run was interrupted: bringing its state and the cluster together.");
        await recover(pulumi, cluster);
    }

    await pulumi.stream([
        "up",
        "--yes",
        "--skip-preview",
        "--suppress-outputs",
        "--suppress-progress",
    ]);
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

/** A cluster that was deleted and made again holds nothing of what the state tells. */
function dropStateOfLostCluster(paths: Paths, pulumi: Pulumi, cluster: Cluster): void {
    const before = readRecord(paths.record)?.cluster?.uid;
    if (before !== undefined && before !== cluster.uid && pulumi.hasStack()) {
        console.log("State:   the cluster of the last run is gone, so its state is dropped");
        pulumi.forget();
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

/** `kubectl` as the user can type it: the sandbox built one where none is installed. */
function kubectlFor(cluster: Pick<Cluster, "way">): string {
    return cluster.way === "sandbox" && !which("kubectl") ? clusterProgram("kubectl") : "kubectl";
}
