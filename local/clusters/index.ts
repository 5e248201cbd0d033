import { UserError } from "../../sandbox/shell";
import { namedCluster, readStack, wantsObjectStore } from "../engine/project";
import { clusterWays, type ClusterSourceName, type Options } from "../options";
import type { Paths } from "../paths";
import type { Record as UpRecord } from "../recovery/record";
import { contextSource } from "./context";
import { kindSource } from "./kind";
import { sandboxSource } from "./sandbox";
import type { ClusterSource } from "./source";

export type ClusterSources = Record<ClusterSourceName, ClusterSource>;

export function waysOf(
    paths: Paths,
    options: Options,
    record: UpRecord | undefined,
): ClusterSources {
    const recorded = record?.way === "context" ? record.cluster : undefined;
    return {
        context: contextSource(recorded ?? wantedContext(paths, options)),
        kind: kindSource(paths, record?.way === "kind"),
        sandbox: sandboxSource(() => wantsObjectStore(paths)),
    };
}

function wantedContext(paths: Paths, options: Options) {
    return options.context ? { context: options.context } : namedCluster(readStack(paths));
}

/**
 * The platform does not move to another cluster by itself: what stands on the first one would be
 * forgotten.
 */
export function refuseOtherContext(
    paths: Paths,
    options: Options,
    record: UpRecord | undefined,
): void {
    const used = record?.way === "context" ? record.cluster?.context : undefined;
    const wanted = wantedContext(paths, options).context;
    if (used !== undefined && wanted !== undefined && used !== wanted) {
        throw new UserError(
            `This checkout's platform runs on context "${used}", not "${wanted}". Run make down first.`,
        );
    }
}

export interface Choice {
    way: ClusterSourceName;
    /** Why the ways before it were passed over, a line each. */
    passedOver: string[];
}

/** The way that the user asked for, else the one in use, else the first that is possible. */
export async function chooseWay(
    ways: ClusterSources,
    wanted: ClusterSourceName | undefined,
    inUse: ClusterSourceName | undefined,
): Promise<Choice> {
    if (wanted && inUse && wanted !== inUse) {
        throw new UserError(
            `CLUSTER=${wanted}: this checkout's platform runs on the ${inUse} way. Run make down first.`,
        );
    }
    const candidates = wanted ? [wanted] : inUse ? [inUse] : clusterWays;
    const passedOver: string[] = [];
    for (const way of candidates) {
        const obstacle = await ways[way].obstacle();
        if (obstacle === undefined) {
            return { way, passedOver };
        }
        passedOver.push(`${way}: ${obstacle}`);
    }
    throw new UserError(
        [
            "No cluster to run on:",
            ...passedOver.map((line) => `  ${line}`),
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
            "The platform of this checkout was put there. " +
                "Where that cluster is gone for good: make down FORGET=1",
        ];
    }
    return wanted ? ["Without CLUSTER=, make up takes the first way that is possible."] : [];
}
