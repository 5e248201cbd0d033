import { NetworkArgs } from "./networkArgs";

/** Letters of a region's first three zones, where they are not a, b and c (EC2 user guide, Regions and Zones). */
const LETTERS: Readonly<Record<string, string[]>> = {
    "ap-northeast-1": ["a", "c", "d"],
    "ca-central-1": ["a", "b", "d"],
    "cn-north-1": ["a", "b", "d"],
};

/** An account has two of the three zones there, and which ones differs. */
const WITHOUT_DEFAULT: readonly string[] = ["us-west-1"];

/** What is wrong with leaving out the zones of a new network. */
export function missingZonesProblem(region: string): string | undefined {
    return WITHOUT_DEFAULT.includes(region)
        ? `is missing: accounts differ in their zones of ${region}, so name two ` +
              "(aws ec2 describe-availability-zones)"
        : undefined;
}

/** Zones of a network, sorted only as they were given. */
export function networkZones(
    { zones, privateSubnets }: NetworkArgs = {},
    region: string,
): string[] {
    if (privateSubnets !== undefined) {
        return [...new Set(privateSubnets.map(({ zone }) => zone))];
    }
    return zones ?? (LETTERS[region] ?? ["a", "b", "c"]).map((letter) => `${region}${letter}`);
}
