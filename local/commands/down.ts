import { rmSync } from "node:fs";
import { UserError } from "../../sandbox/shell";
import { clusterSources } from "../clusters";
import { chooseBackend } from "../engine/backend";
import { findEngine } from "../engine/engine";
import { stopLeftovers } from "../engine/processes";
import { projectName } from "../engine/project";
import { Pulumi } from "../engine/pulumi";
import type { Options } from "../options";
import type { Paths } from "../paths";
import { IMPORT_ADVICE, repairState } from "../recovery/keepState";
import { clusterUid, namespacesOf } from "../recovery/kubernetes";
import { adoptExisting } from "../recovery/rebuild";
import { readRecord, type Record } from "../recovery/record";
import { recover } from "../recovery/recover";
import { runExclusively, Interrupted } from "../recovery/run";

/** Our own cluster is deleted with everything on it, so its clean-up must not take long. */
const destroyLimitMs = 120_000;

const FORGET = "To forget the platform and leave it running, run make down FORGET=1.";

/**
 * Removes everything that `make up` created: the platform, the cluster if it is ours, the state.
 */
export function down(paths: Paths, options: Options): Promise<void> {
    return runExclusively(paths.run, "down", async (afterInterruption) => {
        if (afterInterruption) {
            await stopLeftovers(paths.checkout);
        }
        const record = readRecord(paths.record);
        if (record) {
            await removeStack(paths, record, options, afterInterruption);
            await clusterSources(paths, options, record)[record.source].remove();
        }
        for (const file of [
            ...[paths.project, paths.state, paths.stateCopy, paths.stateAside],
            ...[
                paths.pulumiHome,
                paths.temporary,
                paths.passphrase,
                paths.kubeconfig,
                paths.env,
                paths.record,
            ],
        ]) {
            rmSync(file, { recursive: true, force: true });
        }
        console.log(record ? "Removed everything that make up created." : "Nothing to remove.");
    });
}

async function removeStack(
    paths: Paths,
    record: Record,
    options: Options,
    afterInterruption: boolean,
): Promise<void> {
    if (record.backend === undefined) {
        // The stack was never created.
        return;
    }
    const ours = record.source !== "context";
    const problem = await clusterProblem(record);
    if (problem && !ours && !options.forget) {
        throw new UserError(
            `The cluster cannot be reached: ${problem}\n` +
                "Restore access and run make down again. " +
                "If the cluster is gone for good, run make down FORGET=1",
        );
    }
    if (problem && record.backend === "file") {
        // The state is deleted with its files.
        return;
    }
    const kept =
        record.backend === "file" ? stateCondition(paths, ours || options.forget) : "whole";
    if (kept === "lost") {
        return;
    }
    const engine = await findEngine(paths);
    const pulumi = new Pulumi(paths, chooseBackend(paths, engine, record.backend).env);
    if (!pulumi.hasStack()) {
        if (!ours && !options.forget) {
            await refuseUnknownPlatform(paths, record);
        }
        return;
    }
    if (problem || !record.cluster) {
        pulumi.forget();
        return;
    }
    try {
        if (afterInterruption || kept === "behind") {
            await recover(pulumi, record.cluster);
            await adoptExisting(pulumi, record.cluster);
        }
        const limit = ours ? destroyLimitMs : undefined;
        await pulumi.stream(
            ["destroy", "--yes", "--skip-preview", "--remove", "--suppress-progress"],
            limit,
        );
    } catch (error) {
        if (!ours || error instanceof Interrupted) {
            throw error;
        }
        console.log("The rest of the platform is deleted with its cluster.");
        pulumi.forget();
    }
}

/** Whether the state files are usable, and whether they may be older than the cluster. */
function stateCondition(paths: Paths, mayBeLost: boolean): "whole" | "behind" | "lost" {
    try {
        return repairState(paths, projectName(paths.checkout)) ? "behind" : "whole";
    } catch (error) {
        if (mayBeLost) {
            return "lost";
        }
        throw new UserError(`${(error as Error).message} Then run make down again. ${FORGET}`);
    }
}

/** Without a state, the platform would silently stay behind. */
async function refuseUnknownPlatform(paths: Paths, { cluster }: Record): Promise<void> {
    const stack = `${projectName(paths.checkout)}/local`;
    const namespaces = cluster ? await namespacesOf(cluster, stack) : [];
    if (namespaces.length > 0) {
        throw new UserError(
            `The state is missing, but the cluster runs the platform of stack "${stack}" ` +
                `(namespaces ${namespaces.join(", ")}). ${IMPORT_ADVICE} ` +
                `Then run make down again. ${FORGET}`,
        );
    }
}

/** Why the cluster of the last run is unusable; undefined if it is usable. */
async function clusterProblem({ cluster }: Record): Promise<string | undefined> {
    if (!cluster) {
        return "it was never created";
    }
    try {
        const uid = await clusterUid(cluster);
        return uid === cluster.uid
            ? undefined
            : `context "${cluster.context}" now points to another cluster`;
    } catch (error) {
        return (error as Error).message;
    }
}
