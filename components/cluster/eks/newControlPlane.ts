import * as eks from "@pulumi/eks";
import * as pulumi from "@pulumi/pulumi";
import { Network } from "../network/network";
import { warnOfZones } from "../network/zoneLookup";
import { controlPlaneArgs } from "./controlPlane";
import { controlPlaneLogs } from "./controlPlaneLogs";
import { CONTROL_PLANE_ZONES, controlPlaneSubnetIds } from "./controlPlaneSubnets";
import { EksClusterArgs } from "./eksClusterArgs";
import { keptControlPlane, vpcOf, refuseMove } from "./keptControlPlane";
import { DEFAULT_VERSION } from "./kubernetesVersion";
import { keptSecretsKey } from "./secretsKey";
import { warnOfVersion } from "./versionLookup";

export interface NewControlPlaneInput {
    clusterName: string;
    network: Network;
}

export interface NewControlPlane {
    cluster: eks.Cluster;
    /** Minor version of Kubernetes; a plain string if the arguments name it. */
    version: pulumi.Input<string>;
}

/** Registers a control plane with its logs and a record of the settings it was created with. */
export function newControlPlane(
    name: string,
    args: EksClusterArgs,
    { clusterName, network }: NewControlPlaneInput,
    child: { parent: pulumi.Resource },
): NewControlPlane {
    const now = {
        zones: network.zones.slice(0, CONTROL_PLANE_ZONES),
        version: args.version ?? DEFAULT_VERSION,
        clusterName,
        ...vpcOf(args.network),
    };
    const kept = keptControlPlane(name, now, child);
    const version = args.version ?? kept.version;
    const subject = `EksCluster "${name}"`;
    const { secretsKeyArn } = args;
    const keyKept = keptSecretsKey(name, { subject, clusterName, secretsKeyArn }, child);
    const isGiven = args.version !== undefined;
    warnOfVersion({ subject, clusterName, version, isGiven }, child.parent);

    const path = args.network?.vpcId === undefined ? "network.zones" : "network.privateSubnets";
    const { privateSubnets: subnets } = network;
    // The network itself checks the other zones.
    warnOfZones({ subject, path, zones: [], controlPlane: kept.zones }, child.parent);
    const zones = pulumi.all([kept, keyKept]).apply(([known]) => {
        refuseMove(subject, known, now);
        return known.zones;
    });
    const subnetIds = controlPlaneSubnetIds(zones, { subject, subnets, path });

    const { logs = [], logRetentionDays: retentionInDays, tags } = args;
    const logGroups =
        logs.length === 0
            ? []
            : [controlPlaneLogs(name, { clusterName, retentionInDays, tags }, child)];
    const cluster = new eks.Cluster(
        `${name}-eks`,
        controlPlaneArgs(args, {
            clusterName,
            vpcId: network.vpcId,
            subnetIds,
            version,
        }),
        // It writes logs until it is deleted.
        { ...child, dependsOn: logGroups },
    );
    return { cluster, version };
}
