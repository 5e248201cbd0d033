import { rmSync } from "node:fs";
import { UserError } from "../../sandbox/shell";
import { waysOf } from "../clusters";
import { chooseBackend } from "../engine/backend";
import { findEngine } from "../engine/engine";
import { endLeftovers } from "../engine/processes";
import { projectName } from "../engine/project";
import { Pulumi } from "../engine/pulumi";
import type { Options } from "../options";
import type { Paths } from "../paths";
import { IMPORT_ADVICE, repairState } from "../recovery/keepState";
import { clusterUid, namespacesOf } from "../recovery/kubernetes";
import { adoptExisting } from "../recovery/rebuild";
import { readRecord, type Record } from "../recovery/record";
import { recover } from "../recovery/recover";
import { asOnlyRun, Interrupted } from "../recovery/run";

/**
 * A cluster of ours is deleted with whatever is left on it, so its clean-up may not take for ever.
 */
const destroyLimitMs = 120_000;

const FORGET = "To leave the platform where it is: make down FORGET=1.";

/** Removes everything that `make up` made: the platform, the cluster if it was ours, the state. */
export function down(paths: Paths, options: Options): Promise<void> {
    return asOnlyRun(paths.run, "down", async (afterInterruption) => {
        if (afterInterruption) {
            await endLeftovers(paths.checkout);
        }
        const record = readRecord(paths.record);
        if (record) {
            await removeStack(paths, record, options, afterInterruption);
            await waysOf(paths, options, record)[record.way].remove();
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
        console.log(record ? "Everything that make up made is removed." : "Nothing to remove.");
    });
}

async function removeStack(
    paths: Paths,
    record: Record,
    options: Options,
    afterInterruption: boolean,
): Promise<void> {
    if (record.backend === undefined) {
        // The stack had not been made yet.
        return;
    }
    const ours = record.way !== "context";
    const trouble = await clusterTrouble(record);
    if (trouble && !ours && !options.forget) {
        throw new UserError(
            `The cluster cannot be reached: ${trouble}\n` +
                "Bring it back and run make down again. " +
                "Where it is gone for good: make down FORGET=1",
        );
    }
    if (trouble && record.backend === "file") {
        // The state goes with its files.
        return;
    }
    const kept = record.backend === "file" ? keptState(paths, ours || options.forget) : "whole";
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
    if (trouble || !record.cluster) {
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
        console.log("What is left of the platform goes with its cluster.");
        pulumi.forget();
    }
}

/** Whether the files of the state can be used, and whether they may be older than the cluster. */
function keptState(paths: Paths, mayBeLost: boolean): "whole" | "behind" | "lost" {
    try {
        return repairState(paths, projectName(paths.checkout)) ? "behind" : "whole";
    } catch (error) {
        if (mayBeLost) {
            return "lost";
        }
        throw new UserError(`${(error as Error).message} Then run make down again. ${FORGET}`);
    }
}

/** A platform whose state was lost would stay, and nobody would know. */
async function refuseUnknownPlatform(paths: Paths, { cluster }: Record): Promise<void> {
    const stack = `${projectName(paths.checkout)}/local`;
    const namespaces = cluster ? await namespacesOf(cluster, stack) : [];
    if (namespaces.length > 0) {
        throw new UserError(
            `The state is missing, but the cluster has the platform of stack "${stack}" ` +
                `(namespaces ${namespaces.join(", ")}). ${IMPORT_ADVICE} ` +
                `Then run make down again. ${FORGET}`,
        );
    }
}

/** Why the cluster of the last run cannot be used; undefined where it can. */
async function clusterTrouble({ cluster }: Record): Promise<string | undefined> {
    if (!cluster) {
        return "it was not made yet";
    }
    try {
        const uid = await clusterUid(cluster);
        return uid === cluster.uid
            ? undefined
            : `context "${cluster.context}" is another cluster now`;
    } catch (error) {
        return (error as Error).message;
    }
}
