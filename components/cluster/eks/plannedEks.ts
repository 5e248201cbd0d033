import { isSound } from "../../validation/checks";
import { NetworkArgs } from "../network/networkArgs";
import { networkCheck } from "../network/networkProblems";
import { networkZones } from "../network/networkZones";
import { subnetsCheck } from "../network/subnetProblems";
import { PlannedCluster, zonesOf } from "../plannedCluster";
import { ExistingEksClusterArgs, SYSTEM_NODES, SystemNodesArgs } from "./eksClusterArgs";
import { regionOf, systemNodesCheck } from "./eksClusterProblems";
import { KNOWN_VERSIONS } from "./kubernetesVersion";

/** What the arguments of a new cluster tell about it, even if some of them are invalid. */
export function plannedEksCluster(args: Readonly<Record<string, unknown>>): PlannedCluster {
    const region = regionOf(args);
    const { network = {}, version, oidcProvider, systemNodes = {} } = args;
    const zones =
        region !== "" && isSound<NetworkArgs>(networkCheck(region), network)
            ? networkZones(network, region)
            : undefined;
    return {
        zones,
        eks: {
            // Without one, an existing cluster keeps the version it was created with.
            version: KNOWN_VERSIONS.find((known) => known === version),
            zones,
            hasOidcProvider: oidcProvider === true,
            ...(isSound<SystemNodesArgs>(systemNodesCheck, systemNodes) && {
                systemNodes: { ...SYSTEM_NODES, ...systemNodes },
            }),
        },
    };
}

/** The same for an existing cluster. */
export function plannedExistingEks(args: Readonly<Record<string, unknown>>): PlannedCluster {
    const { subnets, oidcProviderArn } = args;
    const known = isSound<ExistingEksClusterArgs["subnets"]>(subnetsCheck(regionOf(args)), subnets)
        ? zonesOf(subnets)
        : undefined;
    return { eks: { zones: known, hasOidcProvider: oidcProviderArn !== undefined } };
}
