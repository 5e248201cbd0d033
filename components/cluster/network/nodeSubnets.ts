import * as pulumi from "@pulumi/pulumi";
import { EksSubnet } from "../../aws/eksConnection";

/**
 * Subnets whose ids bring along what nodes need from their start until their end: whatever is in
 * such a subnet is made later, and goes before it.
 */
export function nodeSubnets(
    subnets: readonly EksSubnet[],
    needed: readonly pulumi.Resource[],
): EksSubnet[] {
    // URNs are known in a preview, so that known ids stay known.
    const urns = pulumi.all(needed.map(({ urn }) => urn));
    return subnets.map(({ zone, id }) => ({
        zone,
        id: pulumi.all([id, urns]).apply(([known]) => known),
    }));
}
