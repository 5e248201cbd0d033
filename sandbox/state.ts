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

/** What is kept of a sandbox between two commands. */
export interface SandboxRecord {
    id: string;
    checkout: string;
    nodes: NodeKind;
    /** What real nodes have; a sandbox of an earlier version has the base set. */
    images?: ImageSet;
    /** Third number of the sandbox's addresses, 10.213.<n>.0/30. */
    subnet: number;
    world?: SandboxNamespaces;
    /** It was up once: what it holds is worth keeping. */
    wasReady: boolean;
}

const checkout = resolve(__dirname, "..");

/** A name for this checkout's sandbox: two checkouts have two sandboxes. */
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
    return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as SandboxRecord) : undefined;
}

export function writeRecord(record: SandboxRecord): void {
    const file = join(sandboxDir(record.id), "sandbox.json");
    mkdirSync(dirname(file), { recursive: true });
    // Keys and tokens of the cluster are in there, and what its pods write.
    chmodSync(dirname(file), 0o700);
    writeFileSync(`${file}.new`, JSON.stringify(record, null, 4));
    renameSync(`${file}.new`, file);
}

export function newRecord(id: string, nodes: NodeKind, subnet: number): SandboxRecord {
    return { id, checkout, nodes, subnet, wasReady: false };
}

/** Of all sandboxes of this user. */
export function allRecords(): SandboxRecord[] {
    const folder = join(cacheRoot(), "sandboxes");
    const ids = existsSync(folder) ? readdirSync(folder) : [];
    return ids.map(readRecord).filter((record) => record !== undefined);
}

export function removeState(id: string): void {
    rmSync(sandboxDir(id), { recursive: true, force: true });
}
