/** True where `version` (e.g. "v3.230.1") is `minimum` or newer. */
export function isAtLeast(version: string, minimum: string): boolean {
    const [have, need] = [numbers(version), numbers(minimum)];
    for (const [index, wanted] of need.entries()) {
        const difference = (have[index] ?? 0) - wanted;
        if (difference !== 0) {
            return difference > 0;
        }
    }
    return true;
}

function numbers(version: string): number[] {
    return version
        .trim()
        .replace(/^v/, "")
        .split(/[.+-]/)
        .slice(0, 3)
        .map((part) => parseInt(part, 10) || 0);
}
