import { pathTo } from "../../components/validation/problems";
import { isMap, Values } from "./document";

/** Placeholders of users, envsubst and templates. Shells in containers have their own variables. */
const PLACEHOLDER = /\$[A-Z_][A-Z0-9_]*|\$\{[A-Z_][A-Z0-9_]*\}|<[A-Za-z][\w-]*>|\{\{/;

/** Parts of a job in which no shell expands variables. */
const PARTS = ["main", "arguments", "deps", "image", "conf"];

/** Paths of a job's values that must be filled in first. */
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
