import { Cloud } from "./cloud";
import { CloudResource } from "./cloudResource";
import { authenticationMode } from "./refusals/clusters";
import { zonesOfSubnets } from "./refusals/subnetZones";
import { ACCOUNT, principalOf } from "./settings";
import { OF_BUCKET, TYPES } from "./types";
import { textAt, textsAt, Values } from "./values";

/** Name of access entries that EKS creates for managed nodes. */
const OF_NODES = "of managed nodes";
export const ADMIN_POLICY = "arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy";

/** What AWS creates on its own with a new resource, and what it records. */
export function afterCreate(cloud: Cloud, made: CloudResource): void {
    const { type, inputs } = made;
    if (type === TYPES.cluster) {
        const zones = zonesOfSubnets({ inputs, all: cloud.all() });
        cloud.put({ ...made, live: { zones, version: textAt(made.outputs, "version") } });
        makeSecurityGroup(cloud, made);
        makeEntryOfCreator(cloud, made);
        makeLogGroup(cloud, made);
    }
    if (type === TYPES.nodeGroup) {
        const cluster = cloud.find(TYPES.cluster, textAt(inputs, "clusterName") ?? "");
        const version = textAt(inputs, "version") ?? cluster?.live?.version;
        const { desiredSize } = (inputs["scalingConfig"] ?? {}) as Values;
        cloud.put({ ...made, live: { desiredSize: Number(desiredSize), version } });
        makeEntryOfNodes(cloud, made);
    }
}

export function afterUpdate(cloud: Cloud, made: CloudResource): void {
    if (made.type === TYPES.cluster) {
        makeLogGroup(cloud, made);
    }
}

export function afterDelete(cloud: Cloud, gone: CloudResource): void {
    if (gone.type === TYPES.nodeGroup) {
        removeEntryOfNodes(cloud, gone);
    }
    if (gone.type === TYPES.bucket) {
        OF_BUCKET.forEach((type) => cloud.remove(type, gone.id));
    }
}

/** EKS creates it with the cluster, in the VPC of its subnets, and deletes it with the cluster. */
function makeSecurityGroup(cloud: Cloud, { id, outputs }: CloudResource): void {
    const group = textAt(outputs, "vpcConfig.clusterSecurityGroupId") ?? "";
    const subnet = textAt(outputs, "vpcConfig.subnetIds") ?? "";
    const vpcId = textAt(cloud.find(TYPES.subnet, subnet)?.inputs, "vpcId");
    cloud.put({
        ...{ type: TYPES.securityGroup, id: group, name: `of cluster ${id}`, madeWith: id },
        ...{ inputs: { vpcId }, outputs: {} },
    });
}

/**
 * With bootstrapClusterCreatorAdminPermissions, which is true by default (EKS API,
 * CreateAccessConfigRequest).
 */
function makeEntryOfCreator(cloud: Cloud, { id, inputs }: CloudResource): void {
    const { bootstrapClusterCreatorAdminPermissions: isAdmin } = (inputs["accessConfig"] ??
        {}) as Values;
    if (isAdmin === false || authenticationMode(inputs) === "CONFIG_MAP") {
        return;
    }
    const principalArn = principalOf(cloud.settings);
    makeEntry(cloud, id, { principalArn, type: "STANDARD" }, `of the creator of ${id}`);
    cloud.put({
        ...{ type: TYPES.accessPolicyAssociation, id: `${id}#${principalArn}#${ADMIN_POLICY}` },
        ...{ name: `of the creator of ${id}`, madeWith: id, outputs: {} },
        inputs: { clusterName: id, principalArn, policyArn: ADMIN_POLICY },
    });
}

/**
 * EKS grants access to the role of a managed node group if nobody has (EKS user guide, "Create
 * access entries").
 */
function makeEntryOfNodes(cloud: Cloud, { inputs }: CloudResource): void {
    const [cluster, role] = ["clusterName", "nodeRoleArn"].map((key) => textAt(inputs, key) ?? "");
    const found = cloud.find(TYPES.cluster, cluster ?? "");
    if (found !== undefined && authenticationMode(found.inputs) !== "CONFIG_MAP") {
        makeEntry(cloud, found.id, { principalArn: role, type: "EC2_LINUX" }, OF_NODES);
    }
}

function makeEntry(cloud: Cloud, clusterName: string, entry: Values, name: string): void {
    const id = `${clusterName}:${String(entry["principalArn"])}`;
    if (cloud.find(TYPES.accessEntry, id) === undefined) {
        cloud.put({
            ...{ type: TYPES.accessEntry, id, name, madeWith: clusterName },
            ...{ inputs: { clusterName, ...entry }, outputs: {} },
        });
    }
}

/** It is deleted with the last group of the role (EKS user guide, delete-managed-node-group). */
function removeEntryOfNodes(cloud: Cloud, { inputs }: CloudResource): void {
    const keys = ["clusterName", "nodeRoleArn"];
    const isUsed = cloud
        .all()
        .filter(({ type }) => type === TYPES.nodeGroup)
        .some((group) => keys.every((key) => group.inputs[key] === inputs[key]));
    const id = keys.map((key) => textAt(inputs, key)).join(":");
    if (!isUsed && cloud.find(TYPES.accessEntry, id)?.name === OF_NODES) {
        cloud.remove(TYPES.accessEntry, id);
    }
}

/**
 * EKS creates it for its first log line, without expiry, and leaves it behind (EKS user guide,
 * control-plane-logs).
 */
function makeLogGroup(cloud: Cloud, { id, inputs }: CloudResource): void {
    const name = `/aws/eks/${id}/cluster`;
    const isLogging = textsAt(inputs, "enabledClusterLogTypes").length > 0;
    if (isLogging && cloud.find(TYPES.logGroup, name) === undefined) {
        const arn = `arn:aws:logs:${cloud.settings.region}:${ACCOUNT}:log-group:${name}`;
        cloud.put({
            ...{ type: TYPES.logGroup, id: name, name: `of cluster ${id}` },
            ...{ inputs: { name }, outputs: { arn, name } },
        });
    }
}
