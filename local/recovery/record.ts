import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { ClusterSourceName } from "../options";

/**
 * What an earlier `make up` decided. It is kept until `make down`, so that a later run works on the
 * same things.
 */
export interface Record {
    /** A cluster made by kind or the sandbox way is ours to delete; a context's never is. */
    way: ClusterSourceName;
    /** Set once the cluster was there. */
    cluster?: { context: string; kubeconfig?: string; uid?: string };
    /** Set once the state's place was chosen. */
    backend?: "user" | "file";
}

export function readRecord(file: string): Record | undefined {
    return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Record) : undefined;
}

export function writeRecord(file: string, record: Record): void {
    writeWhole(file, JSON.stringify(record, undefined, 4));
}

/** A folder that nobody but its owner can look into; one of an earlier version becomes so. */
export function privateFolder(folder: string): void {
    mkdirSync(folder, { recursive: true });
    chmodSync(folder, 0o700);
}

/** A file appears whole or not at all, however the process ends. */
export function writeWhole(file: string, text: string, mode = 0o644): void {
    mkdirSync(dirname(file), { recursive: true });
    const temporary = `${file}.${process.pid}`;
    writeFileSync(temporary, text, { mode });
    renameSync(temporary, file);
}
