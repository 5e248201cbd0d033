import { TYPES } from "../types";
import { textAt, textsAt } from "../values";
import { Request } from "./refusal";

/** Names of the zones of a cluster's subnets, sorted. */
export function zonesOfSubnets({ inputs, all }: Pick<Request, "inputs" | "all">): string[] {
    const ids = textsAt(inputs, "vpcConfig.subnetIds");
    const zones = all
        .filter(({ type, id }) => type === TYPES.subnet && ids.includes(id))
        .flatMap(({ outputs }) => textAt(outputs, "availabilityZone") ?? []);
    return [...new Set(zones)].sort();
}
