import type { ClusterArgs } from "@pulumi/eks";
import { Made } from "./awsCalls";

const ACCOUNT = "111122223333";

/**
 * What the component `eks.Cluster` creates in AWS, which mocks do not show: pulumi/pulumi-eks
 * v4.3.0, nodejs/eks/cluster/cluster.ts. testkit/standIns/eks/cluster.ts creates the same in the
 * real engine.
 */
export function insideEksCluster(cluster: Made): Made[] {
    const { name } = cluster;
    const inputs = cluster.inputs as unknown as ClusterArgs;
    const role = `${name}-eksRole-role`;
    const { encryptionConfigKeyArn: keyArn, createOidcProvider } = inputs;
    const roleArn = `arn:aws:iam::${ACCOUNT}:role/${role}-0a1b2c3`;
    return [
        { type: "aws:iam/role:Role", name: role, inputs: {} },
        {
            type: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
            name: `${name}-eksRole-AmazonEKSClusterPolicy`,
            inputs: { role: `${role}-0a1b2c3` },
        },
        {
            type: "aws:eks/cluster:Cluster",
            name: `${name}-eksCluster`,
            inputs: { roleArn, ...(keyArn && { encryptionConfig: { provider: { keyArn } } }) },
        },
        ...(createOidcProvider === true
            ? [
                  {
                      type: "aws:iam/openIdConnectProvider:OpenIdConnectProvider",
                      name: `${name}-oidcProvider`,
                      inputs: { url: "https://oidc.eks.eu-central-1.amazonaws.com/id/EXAMPLE" },
                  },
              ]
            : []),
    ];
}
