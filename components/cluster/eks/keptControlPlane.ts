import * as pulumi from "@pulumi/pulumi";
import { formatValue, Problems } from "../../validation/problems";
import { NetworkArgs } from "../network/networkArgs";
import { DEFAULT_CIDR } from "../network/networkProblems";

/** Settings that a control plane keeps from its creation. */
export interface KeptControlPlane {
    /** Zones of its subnets, which EKS never changes. */
    zones: string[];
    /** Minor version of Kubernetes, used if the arguments name none. */
    version: string;
    /** Name in AWS. */
    clusterName?: string;
    /** IP range of its VPC, if the stack created the VPC. */
    cidr?: string;
    /** Id of its VPC, if the VPC existed before and its id is a plain string. */
    vpcId?: string;
}

/** What is known about a network's VPC before it is created. */
export function vpcOf({ vpcId, cidr = DEFAULT_CIDR }: NetworkArgs = {}): Pick<
    KeptControlPlane,
    "cidr" | "vpcId"
> {
    if (vpcId === undefined) {
        return { cidr };
    }
    return typeof vpcId === "string" ? { vpcId } : {};
}

/**
 * Records the settings a control plane was created with. The engine keeps them even if the arguments
 * or the library's defaults change. They are known in the first preview, too.
 */
export function keptControlPlane(
    name: string,
    now: KeptControlPlane,
    child: pulumi.CustomResourceOptions,
): pulumi.Output<KeptControlPlane> {
    const stash = new pulumi.Stash(
        `${name}-control-plane`,
        { input: now },
        { ...child, ignoreChanges: ["input"] },
    );
    // Mocks in a program's tests may not support stashes.
    return (stash.output as pulumi.Output<KeptControlPlane | undefined>).apply(
        (kept) => kept ?? now,
    );
}

/**
 * Refuses a change for which the provider would delete the cluster and everything in it, or that EKS
 * would refuse after a second VPC was created (EKS user guide, VPC and subnet requirements;
 * terraform-provider-aws, internal/service/eks/cluster.go).
 *
 * @param subject the component named in messages, e.g. `EksCluster "cluster"`
 */
export function refuseMove(subject: string, kept: KeptControlPlane, now: KeptControlPlane): void {
    const problems = new Problems();
    if (kept.clusterName !== undefined && kept.clusterName !== now.clusterName) {
        const name = formatValue(kept.clusterName);
        problems.add(
            "clusterName",
            `${formatValue(now.clusterName)} is not ${name}: the cluster was created with this name, and ` +
                `EKS cannot rename it. ${insteadOf(`Set it to ${name}`)}`,
        );
    }
    vpcProblems(kept, now, problems);
    problems.throwIfAny(subject);
}

/** An id that is not a plain string cannot be compared. */
function vpcProblems(kept: KeptControlPlane, now: KeptControlPlane, problems: Problems): void {
    if (kept.cidr !== undefined && now.cidr === undefined) {
        problems.add(
            "network.vpcId",
            "the cluster was created in the stack's own VPC, and EKS cannot move it. " +
                insteadOf("Remove vpcId and privateSubnets"),
        );
    } else if (kept.cidr !== undefined && kept.cidr !== now.cidr) {
        const range = formatValue(kept.cidr);
        problems.add(
            "network.cidr",
            `${formatValue(now.cidr)} is not ${range}: the cluster was created in a VPC with this range, ` +
                `and EKS cannot move it. ${insteadOf(`Set it to ${range}`)}`,
        );
    } else if (kept.vpcId !== undefined && now.cidr !== undefined) {
        const id = formatValue(kept.vpcId);
        problems.add(
            "network.vpcId",
            `is missing: the cluster was created in ${id}, and EKS cannot move it. ` +
                insteadOf(`Set it to ${id}`),
        );
    } else if (kept.vpcId !== undefined && now.vpcId !== undefined && kept.vpcId !== now.vpcId) {
        const id = formatValue(kept.vpcId);
        problems.add(
            "network.vpcId",
            `${formatValue(now.vpcId)} is not ${id}: the cluster was created in this VPC, and EKS cannot ` +
                `move it. ${insteadOf(`Set it to ${id}`)}`,
        );
    }
}

function insteadOf(remedy: string): string {
    return `${remedy}, or destroy the cluster first`;
}
