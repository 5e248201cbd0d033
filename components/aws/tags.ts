import { input, mapOf } from "../validation/checks";
import { formatValue } from "../validation/problems";
import { nonEmptyString } from "../validation/values";

/**
 * Keys that Karpenter sets itself and refuses from others (aws/karpenter-provider-aws v1.14.1,
 * pkg/apis/v1/ec2nodeclass.go, `tags`).
 */
const KARPENTER_KEYS = [
    "eks:eks-cluster-name",
    "karpenter.sh/nodepool",
    "karpenter.sh/nodeclaim",
    "karpenter.k8s.aws/ec2nodeclass",
];

/** Prefixes that belong to others: the first by the same source, the second to AWS itself. */
const TAKEN_PREFIXES = ["kubernetes.io/cluster", "aws:"];

/** Check of tags that people give, and that nodes get. The same under both autoscalers, so that one can be chosen anew. */
export const tags = mapOf(input(nonEmptyString), keyProblem);

function keyProblem(key: string): string | undefined {
    if (key === "") {
        return "an empty text cannot be a tag's key";
    }
    const prefix = TAKEN_PREFIXES.find((start) => key.startsWith(start));
    if (prefix !== undefined) {
        return `keys that begin with ${formatValue(prefix)} are not free: choose another`;
    }
    return KARPENTER_KEYS.includes(key)
        ? `${formatValue(key)} is a tag that Karpenter sets itself: choose another`
        : undefined;
}
