import { Check, isPlainObject } from "./checks";
import { pathTo, Problems } from "./problems";

type Visit = (
    entry: Record<string, unknown>,
    path: string,
    problems: Problems,
    seen: Set<unknown>,
) => void;

/** Visits each map of a list; `seen` is shared by all visits of one list. */
export function eachEntry(visit: Visit): Check {
    return (list, path, problems) => {
        const seen = new Set<unknown>();
        const entries: unknown[] = Array.isArray(list) ? list : [];
        entries.forEach((entry, index) => {
            if (isPlainObject(entry)) {
                visit(entry, pathTo(path, index), problems, seen);
            }
        });
    };
}
