import { input, mapOf } from "../validation/checks";
import { formatValue } from "../validation/problems";
import { nonEmptyString } from "../validation/values";

/**
 * Keys that Karpenter sets itself and rejects otherwise (aws/karpenter-provider-aws v1.14.1,
 * pkg/apis/v1/ec2nodeclass.go, `tags`).
 */
const KARPENTER_KEYS = [
    "eks:eks-cluster-name",
    "karpenter.sh/nodepool",
    "karpenter.sh/nodeclaim",
    "karpenter.k8s.aws/ec2nodeclass",
];

/** Reserved prefixes: the first by Karpenter (same source), the second by AWS itself. */
const RESERVED_PREFIXES = ["kubernetes.io/cluster", "aws:"];

/** Check of user-defined node tags. The same for both autoscalers, so that users can switch between them. */
export const tags = mapOf(input(nonEmptyString), keyProblem);

function keyProblem(key: string): string | undefined {
    if (key === "") {
        return "a tag key cannot be empty";
    }
    const prefix = RESERVED_PREFIXES.find((start) => key.startsWith(start));
    if (prefix !== undefined) {
        return `tag keys that begin with ${formatValue(prefix)} are reserved: choose another`;
    }
    return KARPENTER_KEYS.includes(key)
        ? `${formatValue(key)} is a tag key that Karpenter sets itself: choose another`
        : undefined;
}
