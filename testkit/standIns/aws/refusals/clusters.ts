import { TYPES } from "../types";
import { textAt, textsAt, Values } from "../values";
import { minor } from "./kubernetesVersion";
import { invalid, Refusal, refusal, Request } from "./refusal";
import { vpcsOfSubnets, zonesOfSubnets } from "./subnetZones";

const USER_GUIDE = "EKS user guide, network-reqs";

/** Zone IDs in which EKS does not create control planes. */
const WITHOUT_CONTROL_PLANE = ["use1-az3", "usw1-az2", "cac1-az3"];

/** Prefixes of non-public CIDR blocks; `0.0.0.0/0` means the whole internet. */
const RESERVED =
    /^(10|127)\.|^172\.(1[6-9]|2\d|3[01])\.|^192\.168\.|^169\.254\.|^(192\.0\.2|198\.51\.100|203\.0\.113)\./;

/**
 * How many minor versions a kubelet may be older than the API server (Kubernetes 1.28 and later).
 */
const OLDEST_NODES = 3;

const made = { type: TYPES.cluster, calls: ["create" as const] };
const changed = { type: TYPES.cluster, calls: ["update" as const] };

export const CLUSTER_REFUSALS: readonly Refusal[] = [
    refusal(
        "a cluster whose subnets are all in one zone",
        `${USER_GUIDE}; awsdocs/amazon-eks-user-guide#795`,
        made,
        (request) =>
            zonesOfSubnets(request).length < 2
                ? invalid("Subnets specified must be in at least two different AZs")
                : undefined,
    ),
    refusal(
        "a cluster with a subnet in use1-az3, usw1-az2 or cac1-az3",
        `${USER_GUIDE}; eksctl-io/eksctl#817`,
        made,
        unsupportedZone,
    ),
    refusal(
        "cluster subnets in more, fewer or other zones than at creation",
        `${USER_GUIDE} ("same set of AZs as originally provided"); aws/containers-roadmap#2258`,
        changed,
        otherZones,
    ),
    refusal(
        "cluster subnets in another VPC than at creation (our wording)",
        `${USER_GUIDE} ("same VPC as the original subnets")`,
        changed,
        otherVpc,
    ),
    refusal(
        "a cluster version other than the next minor version",
        "EKS API, UpdateClusterVersion; terraform-provider-aws, internal/service/eks/cluster.go",
        changed,
        ({ before, inputs }) => {
            const from = before?.live?.version ?? "";
            const to = textAt(inputs, "version") ?? from;
            return to === from || minor(to) === minor(from) + 1
                ? undefined
                : invalid(`Unsupported Kubernetes minor version update from ${from} to ${to}`);
        },
    ),
    refusal(
        "the next cluster version while a node group is three minor versions behind",
        "EKS user guide, update-cluster; terraform-provider-aws#19478",
        changed,
        laggingGroups,
    ),
    refusal(
        "a change of authentication mode other than CONFIG_MAP to API_AND_CONFIG_MAP to API",
        "EKS user guide, setting-up-access-entries",
        changed,
        otherAuthentication,
    ),
    refusal(
        "a cluster with neither a public nor a private endpoint",
        "EKS user guide, cluster-endpoint",
        { type: TYPES.cluster, calls: ["create", "update"] },
        ({ inputs }) => {
            const { endpointPrivateAccess = false, endpointPublicAccess = true } = (inputs[
                "vpcConfig"
            ] ?? {}) as Values;
            return endpointPrivateAccess === false && endpointPublicAccess === false
                ? invalid("Private and public endpoint access cannot be false")
                : undefined;
        },
    ),
    refusal(
        "private and reserved ranges in publicAccessCidrs, also those for documentation",
        'AWS re:Post, eks-lock-api-access-IP-addresses ("reserved addresses"); message as people quote it',
        { type: TYPES.cluster, calls: ["create", "update"] },
        ({ inputs }) => {
            const ranges = textsAt(inputs, "vpcConfig.publicAccessCidrs");
            const refused = ranges.filter((range) => RESERVED.test(range));
            return refused.length === 0
                ? undefined
                : invalid(
                      `The following CIDRs are not allowed in publicAccessCidrs: [${refused.join(", ")}]`,
                  );
        },
    ),
    refusal(
        "deleting a cluster with deletion protection (our wording)",
        "EKS user guide, deletion-protection",
        { type: TYPES.cluster, calls: ["delete"] },
        ({ before }) =>
            before?.inputs["deletionProtection"] === true
                ? `InvalidRequestException: Deletion protection is enabled for cluster ${before.id}`
                : undefined,
    ),
];

function unsupportedZone(request: Request): string | undefined {
    const { zones } = request.settings;
    const own = zonesOfSubnets(request);
    const isRefused = ({ id }: { id: string }) => WITHOUT_CONTROL_PLANE.includes(id);
    const refused = zones.find((zone) => own.includes(zone.name) && isRefused(zone));
    if (refused === undefined) {
        return undefined;
    }
    const others = zones.filter((zone) => !isRefused(zone)).map(({ name }) => name);
    return (
        "UnsupportedAvailabilityZoneException: Cannot create cluster " +
        `'${textAt(request.inputs, "name")}' because ${refused.name}, the targeted availability ` +
        "zone, does not currently have sufficient capacity to support the cluster. Retry and " +
        `choose from these availability zones: ${others.join(", ")}`
    );
}

function otherZones(request: Request): string | undefined {
    const first = request.before?.live?.zones ?? [];
    const now = zonesOfSubnets(request);
    return now.join() === first.join()
        ? undefined
        : invalid(
              `Provided subnets belong to the AZs '${now.join()}'. But they should belong to the ` +
                  `exact set of AZs '${first.join()}' in which subnets were provided during ` +
                  "cluster creation.",
          );
}

function otherVpc({ before, inputs, all }: Request): string | undefined {
    const [was, now] = [before?.inputs ?? {}, inputs].map((one) =>
        vpcsOfSubnets({ inputs: one, all }, "vpcConfig.subnetIds").join(),
    );
    return was === now
        ? undefined
        : invalid(`Provided subnets belong to the VPC '${now}'. But the cluster is in '${was}'.`);
}

function laggingGroups({ before, inputs, all }: Request): string | undefined {
    const from = before?.live?.version ?? "";
    const to = textAt(inputs, "version") ?? from;
    const lagging = all.filter(
        ({ type, inputs: group, live }) =>
            type === TYPES.nodeGroup &&
            textsAt(group, "clusterName").includes(before?.id ?? "") &&
            minor(to) - minor(live?.version ?? from) > OLDEST_NODES,
    );
    return to === from || lagging.length === 0
        ? undefined
        : invalid(
              `Nodegroups ${lagging.map(({ inputs: group }) => textAt(group, "nodeGroupName")).join(", ")} ` +
                  `must be updated to match cluster version ${from} before updating cluster version`,
          );
}

const MODES = ["CONFIG_MAP", "API_AND_CONFIG_MAP", "API"];

function otherAuthentication({ before, inputs }: Request): string | undefined {
    const [from, to] = [before?.inputs, inputs].map((one) => authenticationMode(one ?? {}));
    const isNext = MODES.indexOf(to ?? "") - MODES.indexOf(from ?? "") === 1;
    return from === to || isNext
        ? undefined
        : invalid(`Unsupported authentication mode update from ${from} to ${to}`);
}

/** The default mode is the oldest one (EKS API, CreateAccessConfigRequest). */
export function authenticationMode(inputs: Values): string {
    return textAt(inputs, "accessConfig.authenticationMode") ?? "CONFIG_MAP";
}
