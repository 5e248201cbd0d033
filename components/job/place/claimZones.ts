import { alternatives, formatValue, Problems } from "../../validation/problems";
import { ZonePolicy } from "../args/jobArgs";
import { ClaimPlace } from "./claimLook";
import { ClaimUse } from "./claims";

/** What of a job decides where it may be. */
export interface ZonedJob {
    zone?: string;
    zonePolicy?: ZonePolicy;
    /** Whether the cluster's nodes are labelled, so that a job is bound to its zone. */
    labelled: boolean;
    /** Zones where the job's pods find room; empty where they are not known. */
    zones: readonly string[];
    /** Whether no others can be added. */
    isClosed: boolean;
}

type Places = Readonly<Record<string, ClaimPlace>>;
interface ZonedClaim extends ClaimUse {
    zones: string[];
}

/**
 * The zones that the volumes of a job's claims leave it; nothing where they leave it all, or it is
 * bound to none. Adds what no pod could start with.
 */
export function zonesOfClaims(
    uses: readonly ClaimUse[],
    places: Places,
    job: ZonedJob,
    problems: Problems,
): string[] | undefined {
    const zoned = uses.flatMap((use): ZonedClaim[] => {
        const { zones } = places[use.claim] ?? {};
        return zones === undefined ? [] : [{ ...use, zones }];
    });
    const isBound = job.labelled && job.zonePolicy !== ZonePolicy.Any;
    const together = isBound
        ? [zoned]
        : (["driver", "executor"] as const).map((role) => zoned.filter((use) => use.role === role));
    const conflicts = together.flatMap(conflict);
    for (const [first, second] of conflicts) {
        const isOnePod = first.role === second.role;
        problems.add(
            second.path,
            `the volume of claim ${formatValue(second.claim)} is in ${shown(second.zones)}, and that of ` +
                `${formatValue(first.claim)} (${first.path}) in ${shown(first.zones)}: ` +
                (isOnePod
                    ? "no node can mount both; use claims of one zone"
                    : `a job has its pods in one zone; use claims of one zone, or zonePolicy: "${ZonePolicy.Any}"`),
        );
    }
    const [first] = zoned;
    if (!isBound || first === undefined || conflicts.length > 0) {
        return undefined;
    }
    const common = first.zones.filter((zone) => zoned.every(({ zones }) => zones.includes(zone)));
    const pinned = zoned.find(({ zones }) => zones.length === common.length) ?? first;
    const message = zoneProblem(pinned, common, job);
    if (message !== undefined) {
        problems.add(job.zone === undefined ? pinned.path : "zone", message);
    }
    return common;
}

/** Two claims that no zone has both of. */
function conflict(claims: readonly ZonedClaim[]): [ZonedClaim, ZonedClaim][] {
    for (const [index, second] of claims.entries()) {
        const first = claims
            .slice(0, index)
            .find(({ zones }) => !zones.some((zone) => second.zones.includes(zone)));
        if (first !== undefined) {
            return [[first, second]];
        }
    }
    return [];
}

function zoneProblem(
    { claim, path }: ZonedClaim,
    common: readonly string[],
    { zone, zones, isClosed }: ZonedJob,
): string | undefined {
    const volume = `the volume of claim ${formatValue(claim)}`;
    if (zone !== undefined) {
        return common.includes(zone)
            ? undefined
            : `${formatValue(zone)} is not where ${volume} (${path}) is: use ${alternatives([...common])}, ` +
                  "or leave zone out";
    }
    return isClosed && !zones.some((one) => common.includes(one))
        ? `${volume} is in ${shown(common)}, and no node pool has room for the job's pods there: ` +
              `they have in ${zones.length === 0 ? "no zone" : shown(zones)}`
        : undefined;
}

function shown(zones: readonly string[]): string {
    return zones.join(", ");
}

/** What a person should know of claims of which nothing says where they are. */
export function claimWarnings(uses: readonly ClaimUse[], places: Places, job: ZonedJob): string[] {
    // One zone, or none, leaves nothing to go wrong.
    const isOpen =
        job.labelled &&
        job.zone === undefined &&
        job.zonePolicy !== ZonePolicy.Any &&
        job.zones.length > 1;
    return uses.flatMap(({ path, claim }) => {
        const { unknown } = places[claim] ?? { unknown: "cannot be looked at from here" };
        return isOpen && unknown !== undefined
            ? [
                  `${path}: claim ${formatValue(claim)} ${unknown}, so its volume may be in another zone ` +
                      "than the job, whose pods would then stay Pending: set zone to that of the volume",
              ]
            : [];
    });
}
