import { NodePoolArgs } from "./nodePoolArgs";

/** MIME type of a NodeConfig, in user data of many parts: awslabs/amazon-eks-ami, nodeadm/doc. */
const NODE_CONFIG = "application/node.eks.aws";

/**
 * What nodeadm, which sets up nodes of Amazon Linux 2023, is told beside what lets a node join; that
 * is added by EKS or by Karpenter. Nothing where its defaults do.
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
