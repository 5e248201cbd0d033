import { NetworkArgs } from "./networkArgs";

/** Letters of a region's first three zones, where they are not a, b and c (EC2 user guide, Regions and Zones). */
const LETTERS: Readonly<Record<string, string[]>> = {
    "ap-northeast-1": ["a", "c", "d"],
    "ca-central-1": ["a", "b", "d"],
    "cn-north-1": ["a", "b", "d"],
};

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
