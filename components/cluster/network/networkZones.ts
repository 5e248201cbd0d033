import { NetworkArgs } from "./networkArgs";

/** Letters of a region's first three zones, if not a, b and c (EC2 user guide, Regions and Zones). */
const LETTERS: Readonly<Record<string, string[]>> = {
    "ap-northeast-1": ["a", "c", "d"],
    "ca-central-1": ["a", "b", "d"],
    "cn-north-1": ["a", "b", "d"],
};

/** Regions where an account has two of the three zones, and which ones differs between accounts. */
const WITHOUT_DEFAULT: readonly string[] = ["us-west-1"];

/** Why the zones of a new network cannot be omitted, if so. */
export function missingZonesProblem(region: string): string | undefined {
    return WITHOUT_DEFAULT.includes(region)
        ? `is missing: the available zones of ${region} differ between accounts, so list two ` +
              "(aws ec2 describe-availability-zones)"
        : undefined;
}

/** Zones of a network, in the given order. */
export function networkZones(
    { zones, privateSubnets }: NetworkArgs = {},
    region: string,
): string[] {
    if (privateSubnets !== undefined) {
        return [...new Set(privateSubnets.map(({ zone }) => zone))];
    }
    return zones ?? (LETTERS[region] ?? ["a", "b", "c"]).map((letter) => `${region}${letter}`);
}
