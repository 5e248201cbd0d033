import { alternatives, formatValue, Problems } from "../../validation/problems";
import { ZonePolicy } from "../args/jobArgs";
import { ClaimLocation } from "./readClaims";
import { ClaimUse } from "./claims";

/** Inputs of the zones that a job may run in. */
export interface ZonedJob {
    zone?: string;
    zonePolicy?: ZonePolicy;
    /** Whether the cluster's nodes are labelled, so that a job can be bound to a zone. */
    labelled: boolean;
    /** Zones with room for the job's pods; empty if unknown. */
    zones: readonly string[];
    /** Whether no other zones can be added. */
    isClosed: boolean;
}

type Places = Readonly<Record<string, ClaimLocation>>;
interface ZonedClaim extends ClaimUse {
    zones: string[];
}

/**
 * The zones that the volumes of a job's claims allow; undefined if they allow all, or the job is
 * not bound to a zone. Adds conflicts that would keep its pods from starting.
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
            `the volume of claim ${formatValue(second.claim)} is in ${formatZones(second.zones)}, but that of ` +
                `${formatValue(first.claim)} (${first.path}) is in ${formatZones(first.zones)}: ` +
                (isOnePod
                    ? "no node can mount both; use claims in one zone"
                    : `all pods of a job are in one zone; use claims in one zone, or zonePolicy: "${ZonePolicy.Any}"`),
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

/** Two claims that share no zone. */
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
            : `${formatValue(zone)} is not the zone of ${volume} (${path}): use ${alternatives([...common])}, ` +
                  "or omit zone";
    }
    return isClosed && !zones.some((one) => common.includes(one))
        ? `${volume} is in ${formatZones(common)}, but no node pool has room for the job's pods there: ` +
              `they fit in ${zones.length === 0 ? "no zone" : formatZones(zones)}`
        : undefined;
}

function formatZones(zones: readonly string[]): string {
    return zones.join(", ");
}

/** Warnings about claims whose zone is unknown. */
export function claimWarnings(uses: readonly ClaimUse[], places: Places, job: ZonedJob): string[] {
    // With one zone or none, nothing can go wrong.
    const isOpen =
        job.labelled &&
        job.zone === undefined &&
        job.zonePolicy !== ZonePolicy.Any &&
        job.zones.length > 1;
    return uses.flatMap(({ path, claim }) => {
        const { unknown } = places[claim] ?? { unknown: "cannot be checked from here" };
        return isOpen && unknown !== undefined
            ? [
                  `${path}: claim ${formatValue(claim)} ${unknown}, so its volume may be in another zone ` +
                      "than the job, whose pods would then stay Pending: set zone to the volume's",
              ]
            : [];
    });
}
