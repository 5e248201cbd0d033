import { Cloud } from "../cloud";
import { ADDON_VERSION, RELEASE_VERSION } from "../outputs";
import { authenticationMode } from "../refusals/clusters";
import { TYPES } from "../types";
import { textAt, Values } from "../values";
import { Answer, existing, idInCluster, shown } from "./answer";

/** Clusters and what belongs to them. */
export const CLUSTER_FUNCTIONS: Readonly<Record<string, Answer>> = {
    "aws:eks/getAddonVersion:getAddonVersion": ({ addonName, kubernetesVersion }) => ({
        id: addonName,
        addonName,
        kubernetesVersion,
        version: ADDON_VERSION,
    }),
    "aws:eks/getCluster:getCluster": ({ name }, cloud) => cluster(String(name), cloud),
    "aws:eks/getNodeGroup:getNodeGroup": (args, cloud) => nodeGroup(args, cloud),
    "aws:eks/getNodeGroups:getNodeGroups": ({ clusterName }, cloud) => ({
        id: clusterName,
        names: cloud
            .all()
            .filter(({ type, inputs }) => {
                return type === TYPES.nodeGroup && inputs["clusterName"] === clusterName;
            })
            .map(({ inputs }) => textAt(inputs, "nodeGroupName")),
    }),
    "aws:eks/getAddon:getAddon": (args, cloud) =>
        shown(existing(cloud, TYPES.addon, idInCluster(args, "addonName"), "EKS Add-On")),
    "aws:cloudwatch/getLogGroup:getLogGroup": ({ name }, cloud) => ({
        retentionInDays: 0,
        ...shown(existing(cloud, TYPES.logGroup, String(name), "CloudWatch Logs Log Group")),
    }),
};

/** As in @pulumi/aws: lists where the resource has one object (eks/getCluster.d.ts). */
function cluster(name: string, cloud: Cloud): Values {
    const found = existing(cloud, TYPES.cluster, name, "EKS Cluster");
    const { certificateAuthority, ...outputs } = found.outputs;
    return {
        ...shown({ ...found, outputs }),
        version: found.live?.version,
        certificateAuthorities: [certificateAuthority],
        accessConfigs: [
            {
                authenticationMode: authenticationMode(found.inputs),
                // EKS does not return it.
                bootstrapClusterCreatorAdminPermissions: false,
            },
        ],
        enabledClusterLogTypes: found.inputs["enabledClusterLogTypes"] ?? [],
        vpcConfig: {
            ...(found.inputs["vpcConfig"] as Values),
            ...(outputs["vpcConfig"] as Values),
        },
    };
}

function nodeGroup(args: Values, cloud: Cloud): Values {
    const id = idInCluster(args, "nodeGroupName");
    const found = existing(cloud, TYPES.nodeGroup, id, "EKS Node Group");
    const { scalingConfig, launchTemplate } = found.inputs as Record<string, Values>;
    return {
        releaseVersion: RELEASE_VERSION,
        ...shown(found),
        version: found.live?.version,
        scalingConfigs: [{ ...scalingConfig, desiredSize: found.live?.desiredSize }],
        launchTemplates: launchTemplate === undefined ? [] : [launchTemplate],
    };
}
