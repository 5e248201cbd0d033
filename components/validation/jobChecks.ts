import { Check, isKnown } from "./checks";
import { pathTo } from "./problems";

/** Several checks of one value. */
export function every(...checks: Check[]): Check {
    return (value, path, problems) => checks.forEach((check) => check(value, path, problems));
}

/** A rule between several keys of a map: returns the key that is wrong and why. */
export function rule(
    broken: (map: Record<string, unknown>) => [key: string, message: string] | undefined,
): Check {
    return (value, path, problems) => {
        if (typeof value !== "object" || value === null || !isKnown(value)) {
            return;
        }
        const found = broken(value as Record<string, unknown>);
        if (found !== undefined) {
            problems.add(pathTo(path, found[0]), found[1]);
        }
    };
}
