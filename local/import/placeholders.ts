import { pathTo } from "../../components/validation/problems";
import { isMap, Values } from "./document";

/** What people, envsubst and templates have in place of a value. Containers' shells have their own. */
const PLACEHOLDER = /\$[A-Z_][A-Z0-9_]*|\$\{[A-Z_][A-Z0-9_]*\}|<[A-Za-z][\w-]*>|\{\{/;

/** Parts of a job in which nobody fills in variables of a shell. */
const PARTS = ["main", "arguments", "deps", "image", "conf"];

/** Paths of a job's values that have to be filled in first. */
export function placeholders(job: Values): string[] {
    return PARTS.flatMap((part) => found(job[part], part));
}

function found(value: unknown, path: string): string[] {
    if (typeof value === "string") {
        return PLACEHOLDER.test(value) ? [path] : [];
    }
    if (Array.isArray(value)) {
        return value.flatMap((entry, index) => found(entry, pathTo(path, index)));
    }
    return Object.entries(isMap(value) ? value : {}).flatMap(([key, entry]) =>
        found(entry, pathTo(path, key)),
    );
}
