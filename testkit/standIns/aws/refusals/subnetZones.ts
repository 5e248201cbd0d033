import { TYPES } from "../types";
import { textAt, textsAt } from "../values";
import { Request } from "./refusal";

type Subnets = Pick<Request, "inputs" | "all">;

/** Names of the zones of a cluster's subnets, sorted. */
export function zonesOfSubnets(request: Subnets): string[] {
    return ofSubnets(request, "vpcConfig.subnetIds", "availabilityZone");
}

/**
 * Ids of the VPCs of some subnets, sorted.
 *
 * @param path property with the ids of the subnets
 */
export function vpcsOfSubnets(request: Subnets, path: string): string[] {
    return ofSubnets(request, path, "vpcId");
}

function ofSubnets({ inputs, all }: Subnets, path: string, property: string): string[] {
    const ids = textsAt(inputs, path);
    const values = all
        .filter(({ type, id }) => type === TYPES.subnet && ids.includes(id))
        .flatMap(({ inputs: given, outputs }) => textAt({ ...given, ...outputs }, property) ?? []);
    return [...new Set(values)].sort();
}
