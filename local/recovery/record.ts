import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { ClusterSourceName } from "../options";

/**
 * What an earlier `make up` decided. Kept until `make down`, so that later runs use the same
 * cluster and state.
 */
export interface Record {
    /** A kind or sandbox cluster is ours to delete; the cluster of a context never is. */
    source: ClusterSourceName;
    /** Set once the cluster exists. */
    cluster?: { context: string; kubeconfig?: string; uid?: string };
    /** Set once the backend is chosen. */
    backend?: "user" | "file";
}

export function readRecord(file: string): Record | undefined {
    if (!existsSync(file)) {
        return undefined;
    }
    // Earlier versions recorded the source as `way`.
    const { way, ...record } = JSON.parse(readFileSync(file, "utf8")) as Partial<Record> & {
        way?: ClusterSourceName;
    };
    const source = record.source ?? way;
    return source && { ...record, source };
}

export function writeRecord(file: string, record: Record): void {
    writeWhole(file, JSON.stringify(record, undefined, 4));
}

/** A folder that only its owner can access; fixes the mode of an existing one. */
export function privateFolder(folder: string): void {
    mkdirSync(folder, { recursive: true });
    chmodSync(folder, 0o700);
}

/** Writes a file atomically: it appears whole or not at all. */
export function writeWhole(file: string, content: string, mode = 0o644): void {
    mkdirSync(dirname(file), { recursive: true });
    const temporary = `${file}.${process.pid}`;
    writeFileSync(temporary, content, { mode });
    renameSync(temporary, file);
}
