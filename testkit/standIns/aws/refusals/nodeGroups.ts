import { sizesOf } from "../effects";
import { quotaOf, QUOTAS } from "../settings";
import { TYPES } from "../types";
import { textAt } from "../values";
import { clusterOf, invalid, Refusal, refusal, Request } from "./refusal";
import { vpcsOfSubnets } from "./subnetZones";

const PROVIDER = "terraform-provider-aws, internal/service/eks/node_group.go";
const QUOTA_PAGE = "AWS General Reference, EKS quotas";

const made = { type: TYPES.nodeGroup, calls: ["create" as const] };
const changed = { type: TYPES.nodeGroup, calls: ["update" as const] };
const both = { type: TYPES.nodeGroup, calls: ["create" as const, "update" as const] };

export const NODE_GROUP_REFUSALS: readonly Refusal[] = [
    refusal("a node group with a maximum of 0 nodes", `${PROVIDER} (schema)`, both, ({ inputs }) =>
        sizesOf(inputs).max < 1
            ? `expected scaling_config.0.max_size to be at least (1), got ${sizesOf(inputs).max}`
            : undefined,
    ),
    refusal(
        "a new node group with a desired size below its minimum or above its maximum",
        "EKS API, NodegroupScalingConfig; sassoftware/viya4-iac-aws#298",
        made,
        ({ inputs }) => {
            const { min, desired, max } = sizesOf(inputs);
            if (min > desired) {
                return invalid("minSize can't be greater than desiredSize");
            }
            return desired > max ? invalid("desiredSize can't be greater than maxSize") : undefined;
        },
    ),
    refusal(
        "a change of sizes with a desired size below the minimum or above the maximum",
        "EKS API, UpdateNodegroupConfig; terraform-aws-modules/terraform-aws-eks#3306",
        changed,
        sizesOfChange,
    ),
    refusal(
        "a node group with a maximum above the quota, 450 by default (our wording)",
        QUOTA_PAGE,
        both,
        ({ inputs, settings }) => {
            const most = quotaOf(settings, QUOTAS.nodesPerGroup) ?? Infinity;
            return sizesOf(inputs).max > most
                ? invalid(
                      `maxSize ${sizesOf(inputs).max} is more than ${most} nodes per node group`,
                  )
                : undefined;
        },
    ),
    refusal(
        "more node groups per cluster than the quota, 30 by default (our wording)",
        QUOTA_PAGE,
        made,
        (request) => {
            const cluster = textAt(request.inputs, "clusterName");
            const groups = request.all.filter(
                ({ type, inputs }) =>
                    type === TYPES.nodeGroup && textAt(inputs, "clusterName") === cluster,
            );
            const most = quotaOf(request.settings, QUOTAS.nodeGroups) ?? Infinity;
            return groups.length >= most
                ? `ResourceLimitExceededException: ${most} managed node groups per cluster`
                : undefined;
        },
    ),
    refusal(
        "a node group whose subnets are in another VPC than its cluster's",
        "message as people quote it: rancher/rancher#28144",
        made,
        (request) => {
            const { all, inputs } = request;
            const cluster = clusterOf(request)?.inputs ?? {};
            const [own] = vpcsOfSubnets({ inputs: cluster, all }, "vpcConfig.subnetIds");
            return vpcsOfSubnets({ inputs, all }, "subnetIds").some((vpc) => vpc !== own)
                ? invalid(`Specified subnets must belong to cluster's vpc ${own}`)
                : undefined;
        },
    ),
    refusal(
        "a new node group with another version than its cluster's (our wording)",
        "EKS API, CreateNodegroup, version",
        made,
        (request) => otherVersion(request, [clusterOf(request)?.live?.version]),
    ),
    refusal(
        "updating a node group to another version than its own or its cluster's (our wording)",
        "EKS API, UpdateNodegroupVersion, version",
        changed,
        (request) => {
            const own = request.before?.live?.version;
            return otherVersion(request, [own, clusterOf(request)?.live?.version]);
        },
    ),
    refusal(
        "a node group with both a disk size and a launch template",
        "EKS API, CreateNodegroup, diskSize; EKS user guide, launch-templates",
        made,
        ({ inputs }) =>
            inputs["diskSize"] !== undefined && inputs["launchTemplate"] !== undefined
                ? invalid("Disk size must be specified within the launch template.")
                : undefined,
    ),
];

function sizesOfChange({ before, inputs }: Request): string | undefined {
    const { min, desired, max } = sizesOf(inputs);
    const isSent =
        JSON.stringify(sizesOf(before?.inputs ?? {})) !== JSON.stringify(sizesOf(inputs));
    if (isSent && min > desired) {
        return invalid(`Minimum capacity ${min} can't be greater than desired size ${desired}`);
    }
    return isSent && desired > max
        ? invalid(`desired capacity ${desired} can't be greater than max size ${max}`)
        : undefined;
}

function otherVersion({ inputs }: Request, known: (string | undefined)[]): string | undefined {
    const version = textAt(inputs, "version");
    const accepted = known.filter((one) => one !== undefined);
    return version === undefined || accepted.length === 0 || accepted.includes(version)
        ? undefined
        : invalid(
              `Kubernetes version ${version} is not valid for the node group. ` +
                  `Valid: ${accepted.join(", ")}`,
          );
}
