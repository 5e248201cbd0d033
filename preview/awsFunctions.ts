/** A call of a provider's function. */
export interface FunctionCall {
    token: string;
    inputs: Record<string, unknown>;
}

/** An account number from AWS' own examples. */
export const ACCOUNT = "111122223333";
export const ISSUER = "oidc.eks.eu-central-1.amazonaws.com/id/EXAMPLE";

/** The identity that runs the stack: a session of a role. */
const CALLER = `arn:aws:sts::${ACCOUNT}:assumed-role/deploy/session`;

/** The outputs of `aws.eks.Cluster` for a new cluster. */
export function newCluster(name: string): Record<string, unknown> {
    return {
        name,
        arn: clusterArn(name),
        endpoint: "https://example.eks.invalid",
        certificateAuthority: { data: "Y2VydA==" },
        createdAt: "2026-11-27T12:00:00Z",
        vpcConfig: { clusterSecurityGroupId: "sg-cluster" },
    };
}

export function clusterArn(name: string): string {
    return `arn:aws:eks:eu-central-1:${ACCOUNT}:cluster/${name}`;
}

/** Results of the AWS provider's functions without AWS: plausible and always the same. */
export function awsFunction({ token, inputs }: FunctionCall): Record<string, unknown> {
    switch (token) {
        case "aws:index/getPartition:getPartition":
            return { partition: "aws" };
        case "aws:index/getCallerIdentity:getCallerIdentity":
            return { accountId: ACCOUNT, arn: CALLER };
        case "aws:eks/getAddonVersion:getAddonVersion":
            return {
                version: `v1 of ${String(inputs["addonName"])} for ${String(inputs["kubernetesVersion"])}`,
            };
        case "aws:eks/getCluster:getCluster":
            return existingCluster(String(inputs["name"]));
        case "aws:ecr/getAuthorizationToken:getAuthorizationToken":
            return { userName: "AWS", password: "not-a-token" };
        default:
            throw new Error(`preview/awsFunctions.ts has no result for ${token}; add one`);
    }
}

function existingCluster(name: string): Record<string, unknown> {
    return {
        name,
        arn: clusterArn(name),
        version: "1.35",
        endpoint: "https://example.eks.invalid",
        certificateAuthorities: [{ data: "Y2VydA==" }],
        vpcConfig: { clusterSecurityGroupId: "sg-cluster" },
        identities: [{ oidcs: [{ issuer: `https://${ISSUER}` }] }],
    };
}
