import * as semver from "semver";

/**
 * Whether a version such as `4.2.1`, `v3.230.0` or `1.13` is another one or newer. The other one may
 * name fewer numbers: `4.2` means all of that line. What has no number in it is never new enough.
 */
export function isAtLeast(version: string, least: string): boolean {
    const [have, need] = [semver.coerce(version), semver.coerce(least)];
    return have !== null && need !== null && semver.gte(have, need);
}
