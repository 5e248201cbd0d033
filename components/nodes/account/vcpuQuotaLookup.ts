import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { burstableType } from "../../aws/burstableTypes";
import { EksConnection } from "../../aws/eksConnection";
import { lookUpInPreview } from "../../aws/previewLookup";
import { instanceTypes } from "../instanceTypes/instanceTypes";
import { Capacity, NodePoolArgs } from "../pools/nodePoolArgs";
import { NodePoolContext } from "../pools/poolTypes";
import { isStandard, VcpuNeed, vcpuNeeds } from "./vcpuNeeds";

/** Codes of EC2's quotas for the vCPUs of running "Standard" instances. */
const QUOTA_CODES: Record<Capacity, string> = {
    [Capacity.OnDemand]: "L-1216C47A",
    [Capacity.Spot]: "L-34B43A08",
};

/** Effects of a quota that is too low, which Karpenter treats as a lack of capacity. */
const CONSEQUENCES: Record<Capacity, string> = {
    [Capacity.OnDemand]: "pods would stay Pending",
    [Capacity.Spot]: "pods would get on-demand nodes, or none",
};

/** Minimum quota to request: enough for some concurrent jobs. */
const FEW_JOBS_VCPUS = 64;

/** Nodes outside the pools. */
export interface SystemNodes {
    count: number;
    /** @default unknown: the nodes are not counted */
    instanceType?: string;
}

export interface QuotaNeeds {
    region: string;
    capacity: Capacity;
    needs: readonly VcpuNeed[];
    systemNodes?: SystemNodes;
}

/**
 * In a preview, warns if the account's quotas are too low for the system nodes and the smallest job.
 * New accounts may have 5 vCPUs or fewer.
 */
export function warnOfVcpuQuotas(
    { region, systemNodeType }: EksConnection,
    systemNodes: number,
    pools: Readonly<Record<string, NodePoolArgs>>,
    context: NodePoolContext,
    parent: pulumi.Resource,
): void {
    const needs = vcpuNeeds(pools, context);
    const system = { count: systemNodes, instanceType: systemNodeType };
    for (const { capacity, systemNodes: nodes } of [
        { capacity: Capacity.OnDemand, systemNodes: system },
        { capacity: Capacity.Spot, systemNodes: undefined },
    ]) {
        lookUpInPreview({ region }, parent, (known, opts) => {
            const what = { ...known, capacity, needs: needs[capacity], systemNodes: nodes };
            return quotaWarning(what, opts);
        });
    }
}

/** The warning about a quota that is lower than needed, if it is. */
export async function quotaWarning(
    { region, capacity, needs, systemNodes }: QuotaNeeds,
    opts: pulumi.InvokeOptions,
): Promise<string | undefined> {
    const system = systemNodes && (await systemNeed(systemNodes, region, opts));
    const all = system === undefined ? needs : [system, ...needs];
    const needed = all.reduce((sum, { vcpus }) => sum + vcpus, 0);
    if (needed === 0) {
        return undefined;
    }
    const quotaCode = QUOTA_CODES[capacity];
    const quota = await aws.servicequotas.getServiceQuota(
        { serviceCode: "ec2", quotaCode, region },
        opts,
    );
    if (quota.value >= needed) {
        return undefined;
    }
    const wanted = Math.max(FEW_JOBS_VCPUS, 2 * needed);
    const parts = all.map(({ vcpus, what }) => `${vcpus} for ${what}`).join(", ");
    return (
        `Quota "${quota.quotaName}" is ${quota.value} vCPUs in ${region}, but at least ${needed} are ` +
        `needed (${parts}): ${CONSEQUENCES[capacity]}. Request an increase: aws service-quotas ` +
        `request-service-quota-increase --region ${region} --service-code ec2 ` +
        `--quota-code ${quotaCode} --desired-value ${wanted}`
    );
}

async function systemNeed(
    { count, instanceType }: SystemNodes,
    region: string,
    opts: pulumi.InvokeOptions,
): Promise<VcpuNeed | undefined> {
    if (instanceType === undefined || !isStandard(instanceType)) {
        return undefined;
    }
    const known = instanceTypes.get(instanceType) ?? burstableType(instanceType);
    const vcpus =
        known?.vcpus ??
        (await aws.ec2.getInstanceType({ instanceType, region }, opts)).defaultVcpus;
    return { vcpus: count * vcpus, what: `${count} system node${count === 1 ? "" : "s"}` };
}
