import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";

export const ACCOUNT = "111122223333";

export interface Zone {
    name: string;
    /** A zone ID means the same location in all accounts. */
    id: string;
}

/** What differs between accounts, and what tests can set. */
export interface CloudSettings {
    /** ARN of the caller: a user or a session of a role. */
    caller: string;
    region: string;
    zones: Zone[];
    /** Roles that exist besides those of the stack: name to ARN, which may have a path. */
    roles: Record<string, string>;
    /** Quotas by their code in Service Quotas; by default those of a new account. */
    quotas: Record<string, number>;
    /** Names of buckets in other accounts. */
    takenBuckets: string[];
    /** Systems Manager parameters by name; without a list, any name exists. */
    parameters?: Record<string, string>;
    /** Milliseconds until a new role is visible to other services. */
    rolePropagationMs: number;
    /** Milliseconds until a new role association applies to pods. */
    associationDelayMs: number;
    /** Factor for the duration of calls; 0 means none. */
    pace: number;
}

const REGION = "eu-central-1";
export const ZONES = ["a", "b", "c"].map((letter) => `${REGION}${letter}`);

/** Codes in Service Quotas. */
export const QUOTAS = {
    onDemandVcpus: "L-1216C47A",
    spotVcpus: "L-34B43A08",
    elasticIps: "L-0263D0A3",
    vpcs: "L-F678F1CE",
    nodeGroups: "L-6D54EA21",
    nodesPerGroup: "L-BD136A63",
} as const;

/** Where a quota was never raised (AWS General Reference, "Service endpoints and quotas" of EC2, VPC and EKS). */
export const DEFAULT_QUOTAS: Readonly<Record<string, number>> = {
    [QUOTAS.onDemandVcpus]: 5,
    [QUOTAS.spotVcpus]: 5,
    [QUOTAS.elasticIps]: 5,
    [QUOTAS.vpcs]: 5,
    [QUOTAS.nodeGroups]: 30,
    [QUOTAS.nodesPerGroup]: 450,
};

const SPOT_ROLE = "AWSServiceRoleForEC2Spot";

export const DEFAULT_SETTINGS: CloudSettings = {
    caller: `arn:aws:iam::${ACCOUNT}:user/tester`,
    region: REGION,
    zones: ZONES.map((name, index) => ({ name, id: `euc1-az${index + 1}` })),
    // An account in use: it has started spot instances and may start many.
    roles: {
        [SPOT_ROLE]: `arn:aws:iam::${ACCOUNT}:role/aws-service-role/spot.amazonaws.com/${SPOT_ROLE}`,
    },
    quotas: { [QUOTAS.onDemandVcpus]: 1000, [QUOTAS.spotVcpus]: 1000 },
    takenBuckets: [],
    rolePropagationMs: 0,
    associationDelayMs: 0,
    pace: 1,
};

export function readSettings(file: string): CloudSettings {
    const set = existsSync(file)
        ? (JSON.parse(readFileSync(file, "utf8")) as Partial<CloudSettings>)
        : {};
    return { ...DEFAULT_SETTINGS, ...set };
}

export function writeSettings(file: string, settings: CloudSettings): void {
    // Another plugin process may read it at the same time.
    const half = `${file}.${process.pid}`;
    writeFileSync(half, JSON.stringify(settings));
    renameSync(half, file);
}

export function quotaOf({ quotas }: CloudSettings, code: string): number | undefined {
    return quotas[code] ?? DEFAULT_QUOTAS[code];
}

/**
 * The principal whose permissions a caller has: a session's role. Its path is not in the session's
 * ARN, so it is looked up (EKS user guide, "Create access entries").
 */
export function principalOf({ caller, roles }: CloudSettings): string {
    const session = /^arn:([\w-]+):sts::(\d+):assumed-role\/([^/]+)\//.exec(caller);
    if (session === null) {
        return caller;
    }
    const [, partition = "", account = "", role = ""] = session;
    return roles[role] ?? `arn:${partition}:iam::${account}:role/${role}`;
}
