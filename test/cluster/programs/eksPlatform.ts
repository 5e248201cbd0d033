import * as eks from "@pulumi/eks";
import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import * as aws from "@pulumi/aws";
import { SparkApplication, SparkPlatform } from "../../../components";
import { ClusterConnection, ClusterKind } from "../../../components/cluster/connection";
import { Autoscaler } from "../../../components/nodes/autoscaler";
import { ChartArtifacts } from "../../../components/platformArgs";

/** Settings of the program. */
export interface EksPlatformSettings {
    autoscaler: Autoscaler;
    charts: ChartArtifacts;
}

/** A platform on an EKS cluster of its own: network, cluster, nodes of the system, autoscaler, a job. */
const { autoscaler, charts } = new pulumi.Config().requireObject<EksPlatformSettings>("settings");
const region = "eu-central-1";
const zones = ["eu-central-1a", "eu-central-1b"];

const vpc = new aws.ec2.Vpc("net", { cidrBlock: "10.0.0.0/16" });
const internet = new aws.ec2.InternetGateway("net", { vpcId: vpc.id });
const vpcId = vpc.id;
const subnets = zones.map((zone, index) => ({
    zone,
    open: new aws.ec2.Subnet(`public-${zone}`, {
        ...{ vpcId, availabilityZone: zone, cidrBlock: `10.0.${index}.0/24` },
    }),
    closed: new aws.ec2.Subnet(`private-${zone}`, {
        ...{ vpcId, availabilityZone: zone, cidrBlock: `10.0.${128 + index * 32}.0/19` },
    }),
}));
const outside = new aws.ec2.RouteTable("public", { vpcId });
const inside = new aws.ec2.RouteTable("private", { vpcId });
const toInternet = new aws.ec2.Route("public", {
    ...{ routeTableId: outside.id, destinationCidrBlock: "0.0.0.0/0", gatewayId: internet.id },
});
const nat = new aws.ec2.NatGateway(
    "net",
    { subnetId: subnets[0]?.open.id ?? "", allocationId: new aws.ec2.Eip("net", {}).id },
    { dependsOn: [toInternet] },
);
const toNat = new aws.ec2.Route("private", {
    ...{ routeTableId: inside.id, destinationCidrBlock: "0.0.0.0/0", natGatewayId: nat.id },
});
const associations = subnets.flatMap(({ zone, open, closed }) => [
    new aws.ec2.RouteTableAssociation(`public-${zone}`, {
        ...{ subnetId: open.id, routeTableId: outside.id },
    }),
    new aws.ec2.RouteTableAssociation(`private-${zone}`, {
        ...{ subnetId: closed.id, routeTableId: inside.id },
    }),
]);

const network = [toNat, ...associations];
const cluster = new eks.Cluster(
    "cluster",
    {
        vpcId,
        version: "1.35",
        authenticationMode: "API",
        publicSubnetIds: subnets.map(({ open }) => open.id),
        privateSubnetIds: subnets.map(({ closed }) => closed.id),
        skipDefaultNodeGroup: true,
        createOidcProvider: true,
    },
    { dependsOn: network },
);
const clusterName = cluster.eksCluster.name;

const role = new aws.iam.Role("system", { assumeRolePolicy: "{}" });
const policies = ["AmazonEKSWorkerNodePolicy", "AmazonEKS_CNI_Policy"].map(
    (policy) =>
        new aws.iam.RolePolicyAttachment(`system-${policy}`, {
            ...{ role: role.name, policyArn: `arn:aws:iam::aws:policy/${policy}` },
        }),
);
const system = new aws.eks.NodeGroup(
    "system",
    {
        ...{
            clusterName,
            nodeRoleArn: role.arn,
            subnetIds: subnets.map(({ closed }) => closed.id),
        },
        scalingConfig: { minSize: 2, desiredSize: 2, maxSize: 2 },
    },
    { dependsOn: [...policies, ...network] },
);
const agent = new aws.eks.Addon(
    "pod-identity",
    { clusterName, addonName: "eks-pod-identity-agent" },
    { dependsOn: [system] },
);

// What is in the cluster needs its nodes, from its first pod to its last.
const kubeconfig = pulumi
    .all([cluster.kubeconfigJson, system.arn, agent.arn])
    .apply(([one]) => one);
const connection: ClusterConnection = {
    kind: ClusterKind.Eks,
    name: clusterName,
    kubeconfig: pulumi.secret(kubeconfig),
    provider: new k8s.Provider("cluster", { kubeconfig, clusterIdentifier: clusterName }),
    eks: {
        ...{ clusterName, version: "1.35", region, partition: "aws" },
        accountId: aws.getCallerIdentityOutput().accountId,
        subnets: subnets.map(({ zone, closed }) => ({ zone, id: closed.id })),
        nodeSecurityGroupIds: [cluster.nodeSecurityGroupId],
    },
};
const platform = new SparkPlatform("spark", {
    cluster: connection,
    autoscaler,
    teams: { processing: {} },
    operator: { install: false },
    artifacts: { charts },
});
const job = new SparkApplication("report", {
    team: platform.team("processing"),
    main: "local:///opt/main.py",
    driver: { cores: 1, memory: "2g" },
    executor: { instances: 2, cores: 1, memory: "2g" },
});

export const application = job.applicationName;
