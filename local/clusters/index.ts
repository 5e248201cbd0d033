import { UserError } from "../../sandbox/shell";
import { configuredCluster, readStack, wantsObjectStore } from "../engine/project";
import { clusterSourceNames, type ClusterSourceName, type Options } from "../options";
import type { Paths } from "../paths";
import type { Record as UpRecord } from "../recovery/record";
import { contextSource } from "./context";
import { kindSource } from "./kind";
import { sandboxSource } from "./sandbox";
import type { ClusterSource } from "./source";

export type ClusterSources = Record<ClusterSourceName, ClusterSource>;

export function clusterSources(
    paths: Paths,
    options: Options,
    record: UpRecord | undefined,
): ClusterSources {
    const recorded = record?.source === "context" ? record.cluster : undefined;
    return {
        context: contextSource(recorded ?? configuredContext(paths, options)),
        kind: kindSource(paths, record?.source === "kind"),
        sandbox: sandboxSource(() => wantsObjectStore(paths)),
    };
}

function configuredContext(paths: Paths, options: Options) {
    return options.context ? { context: options.context } : configuredCluster(readStack(paths));
}

/**
 * Refuses to move the platform to another cluster: what runs on the first one would be orphaned.
 */
export function refuseOtherContext(
    paths: Paths,
    options: Options,
    record: UpRecord | undefined,
): void {
    const used = record?.source === "context" ? record.cluster?.context : undefined;
    const wanted = configuredContext(paths, options).context;
    if (used !== undefined && wanted !== undefined && used !== wanted) {
        throw new UserError(
            `The platform of this checkout runs on context "${used}", not "${wanted}". Run make down first.`,
        );
    }
}

export interface Choice {
    source: ClusterSourceName;
    /** Why the sources before it were skipped, one line each. */
    skipped: string[];
}

/** The source that the user asked for, else the one in use, else the first that is available. */
export async function chooseSource(
    sources: ClusterSources,
    wanted: ClusterSourceName | undefined,
    inUse: ClusterSourceName | undefined,
): Promise<Choice> {
    if (wanted && inUse && wanted !== inUse) {
        throw new UserError(
            `CLUSTER=${wanted}: the platform of this checkout uses CLUSTER=${inUse}. Run make down first.`,
        );
    }
    const candidates = wanted ? [wanted] : inUse ? [inUse] : clusterSourceNames;
    const skipped: string[] = [];
    for (const source of candidates) {
        const obstacle = await sources[source].obstacle();
        if (obstacle === undefined) {
            return { source, skipped };
        }
        skipped.push(`${source}: ${obstacle}`);
    }
    throw new UserError(
        [
            "No cluster is available:",
            ...skipped.map((line) => `  ${line}`),
            ...advice(wanted, inUse),
        ].join("\n"),
    );
}

function advice(
    wanted: ClusterSourceName | undefined,
    inUse: ClusterSourceName | undefined,
): string[] {
    if (inUse) {
        return [
            "The platform of this checkout runs there. " +
                "If that cluster is gone for good, run make down FORGET=1",
        ];
    }
    return wanted ? ["Omit CLUSTER= to use the first one that is available."] : [];
}
