import { copyFileSync, existsSync, readdirSync, readFileSync, renameSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Paths } from "../paths";
import { writeWhole } from "./record";

const STACK = "local";

/** Pulumi's files of one stack in a file backend. */
export interface StateFiles {
    project: string;
    /** The state itself. */
    state: string;
    /** Existing copies that Pulumi and `make up` keep. */
    copies: string[];
}

export function stateFiles({ state, stateCopy }: Paths, project: string): StateFiles {
    const folder = join(state, ".pulumi");
    const file = join(folder, "stacks", project, `${STACK}.json`);
    const kept = ["history", "backups"].flatMap((kind) => {
        const of = join(folder, kind, project, STACK);
        return existsSync(of) ? readdirSync(of).map((name) => join(of, name)) : [];
    });
    const isState = (name: string) => name.endsWith(".json") && !name.endsWith(".history.json");
    const copies = [`${file}.bak`, stateCopy, ...kept.filter(isState)];
    return { project, state: file, copies: copies.filter((copy) => existsSync(copy)) };
}

interface Checkpoint {
    checkpoint?: {
        stack?: string;
        latest?: { manifest?: { time?: string }; resources?: { urn: string }[] } | null;
    };
}

/** Why a state file is unusable; undefined if it is usable. */
export function stateProblem(content: string, project: string): string | undefined {
    if (content === "") {
        return "is empty";
    }
    let state: Checkpoint;
    try {
        state = JSON.parse(content) as Checkpoint;
    } catch {
        return "is truncated or not JSON";
    }
    const { stack, latest } = state.checkpoint ?? {};
    if (stack === undefined) {
        return "is not a Pulumi state";
    }
    const foreign = latest?.resources?.find(
        ({ urn }) => !urn.startsWith(`urn:pulumi:${STACK}::${project}::`),
    );
    if (foreign !== undefined || !stack.endsWith(`${project}/${STACK}`)) {
        const [, name, other] = foreign?.urn.split(":").filter(Boolean).slice(1) ?? [];
        return `belongs to another stack (${foreign === undefined ? stack : `${other}/${name}`})`;
    }
    return undefined;
}

/** The newest usable copy. */
export function newestCopy({
    copies,
    project,
}: StateFiles): { file: string; time: string } | undefined {
    return copies
        .flatMap((file) => {
            const content = readFileSync(file, "utf8");
            if (stateProblem(content, project) !== undefined) {
                return [];
            }
            const { latest } = (JSON.parse(content) as Checkpoint).checkpoint ?? {};
            // An empty stack has nothing to restore.
            return latest?.resources?.length ? [{ file, time: latest.manifest?.time ?? "" }] : [];
        })
        .sort((a, b) => b.time.localeCompare(a.time))[0];
}

/** Replaces the state with a copy; the current file is kept next to it. */
export function restoreState({ state }: StateFiles, copy: string): void {
    if (existsSync(state)) {
        renameSync(state, `${state}.broken`);
    }
    writeWhole(state, readFileSync(copy, "utf8"), 0o600);
}

/** Keeps a copy outside Pulumi's folder, which may be deleted as a whole. */
export function copyState({ state }: StateFiles, copy: string): void {
    if (existsSync(state) && statSync(state).size > 0) {
        const temporary = `${copy}.${process.pid}`;
        copyFileSync(state, temporary);
        renameSync(temporary, copy);
    }
}
