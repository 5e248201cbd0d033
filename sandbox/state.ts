import {
    chmodSync,
    existsSync,
    mkdirSync,
    readdirSync,
    readFileSync,
    renameSync,
    rmSync,
    writeFileSync,
} from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { cacheRoot, contentKey } from "./cache";
import { ImageSet } from "./images/lakehouse";
import type { SandboxNamespaces } from "./namespaces";

export const NodeKind = { Real: "real", Fake: "fake" } as const;
export type NodeKind = (typeof NodeKind)[keyof typeof NodeKind];

/** What is recorded of a sandbox between commands. */
export interface SandboxRecord {
    id: string;
    checkout: string;
    nodes: NodeKind;
    /** The images on real nodes; sandboxes of earlier versions have the base set. */
    images?: ImageSet;
    /** Third octet of the sandbox's subnet, 10.213.<n>.0/30. */
    subnet: number;
    namespaces?: SandboxNamespaces;
    /** Whether it was ready before, so that its contents are worth keeping. */
    wasReady: boolean;
}

const checkout = resolve(__dirname, "..");

/** The ID of this checkout's sandbox: each checkout has its own. */
export function checkoutId(): string {
    const name = basename(checkout)
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, "-")
        .slice(0, 20);
    return `${name}-${contentKey(checkout).slice(0, 6)}`;
}

export function sandboxDir(id: string): string {
    return join(cacheRoot(), "sandboxes", id);
}

export function readRecord(id: string): SandboxRecord | undefined {
    const file = join(sandboxDir(id), "sandbox.json");
    if (!existsSync(file)) {
        return undefined;
    }
    // Earlier versions recorded the namespaces as `world`.
    const { world, ...record } = JSON.parse(readFileSync(file, "utf8")) as SandboxRecord & {
        world?: SandboxNamespaces;
    };
    return world === undefined ? record : { ...record, namespaces: world };
}

export function writeRecord(record: SandboxRecord): void {
    const file = join(sandboxDir(record.id), "sandbox.json");
    mkdirSync(dirname(file), { recursive: true });
    // It contains the cluster's keys and tokens, and what its pods write.
    chmodSync(dirname(file), 0o700);
    writeFileSync(`${file}.new`, JSON.stringify(record, null, 4));
    renameSync(`${file}.new`, file);
}

export function newRecord(id: string, nodes: NodeKind, subnet: number): SandboxRecord {
    return { id, checkout, nodes, subnet, wasReady: false };
}

/** The records of all sandboxes of this user. */
export function allRecords(): SandboxRecord[] {
    const folder = join(cacheRoot(), "sandboxes");
    const ids = existsSync(folder) ? readdirSync(folder) : [];
    return ids.map(readRecord).filter((record) => record !== undefined);
}

export function removeState(id: string): void {
    rmSync(sandboxDir(id), { recursive: true, force: true });
}
