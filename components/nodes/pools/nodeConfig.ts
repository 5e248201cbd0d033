import { NodePoolArgs } from "./nodePoolArgs";

/** MIME type of a NodeConfig in multi-part user data: awslabs/amazon-eks-ami, nodeadm/doc. */
const NODE_CONFIG = "application/node.eks.aws";

/**
 * Configuration for nodeadm, which sets up Amazon Linux 2023 nodes; EKS or Karpenter adds what a node
 * needs to join the cluster. `undefined` if the defaults suffice.
 */
export function nodeConfig({
    localStorage,
    fastImagePull,
}: Pick<NodePoolArgs, "localStorage" | "fastImagePull">): string | undefined {
    const spec = [
        ...(fastImagePull ? ["  featureGates:", "    FastImagePull: true"] : []),
        ...(localStorage ? ["  instance:", "    localStorage:", "      strategy: RAID0"] : []),
    ];
    return spec.length === 0 ? undefined : userData(spec);
}

function userData(spec: readonly string[]): string {
    return [
        "MIME-Version: 1.0",
        'Content-Type: multipart/mixed; boundary="NODE"',
        "",
        "--NODE",
        `Content-Type: ${NODE_CONFIG}`,
        "",
        "apiVersion: node.eks.aws/v1alpha1",
        "kind: NodeConfig",
        "spec:",
        ...spec,
        "",
        "--NODE--",
        "",
    ].join("\n");
}
