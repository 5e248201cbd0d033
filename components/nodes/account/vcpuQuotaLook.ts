import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { burstableType } from "../../aws/burstableTypes";
import { EksConnection } from "../../aws/eksConnection";
import { lookInPreview } from "../../aws/previewLook";
import { instanceTypes } from "../instanceTypes/instanceTypes";
import { Capacity, NodePoolArgs } from "../pools/nodePoolArgs";
import { NodePoolContext } from "../pools/poolTypes";
import { isStandard, VcpuNeed, vcpuNeeds } from "./vcpuNeeds";

/** Codes of EC2's quotas of vCPUs in "Standard" instances that run at a time. */
const QUOTA_CODES: Record<Capacity, string> = {
    [Capacity.OnDemand]: "L-1216C47A",
    [Capacity.Spot]: "L-34B43A08",
};

/** What comes of a quota that is too small: Karpenter then takes it for lack of capacity. */
const CONSEQUENCES: Record<Capacity, string> = {
    [Capacity.OnDemand]: "pods would wait for nodes",
    [Capacity.Spot]: "pods would get on-demand nodes, or none",
};

/** What is asked for where less is needed: room for some jobs at a time. */
const FEW_JOBS_VCPUS = 64;

/** Nodes that the cluster has beside the pools. */
export interface SystemNodes {
    count: number;
    /** @default not known: they are not counted */
    instanceType?: string;
}

export interface QuotaNeeds {
    region: string;
    capacity: Capacity;
    needs: readonly VcpuNeed[];
    systemNodes?: SystemNodes;
}

/**
 * In a preview, warns where the account may not run as many vCPUs as the system nodes and the smallest
 * job need. New accounts may have 5, or fewer.
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
        lookInPreview({ region }, parent, (known, opts) => {
            const what = { ...known, capacity, needs: needs[capacity], systemNodes: nodes };
            return quotaWarning(what, opts);
        });
    }
}

/** The warning about a quota below what is needed at least, if it is. */
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
        `Quota "${quota.quotaName}" is ${quota.value} vCPUs in ${region}, and at least ${needed} are ` +
        `needed (${parts}): ${CONSEQUENCES[capacity]}. Ask AWS for more: aws service-quotas ` +
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
