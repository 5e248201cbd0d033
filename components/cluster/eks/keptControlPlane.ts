import * as pulumi from "@pulumi/pulumi";
import { formatValue, Problems } from "../../validation/problems";
import { NetworkArgs } from "../network/networkArgs";
import { DEFAULT_CIDR } from "../network/networkProblems";

/** What a control plane has had since its creation. */
export interface KeptControlPlane {
    /** Zones of its subnets, which EKS never changes. */
    zones: string[];
    /** Minor version of Kubernetes, where nobody names one. */
    version: string;
    /** Name in AWS. */
    clusterName?: string;
    /** Range of its VPC, where that is the stack's. */
    cidr?: string;
    /** Id of its VPC, where that existed before, and is a plain one. */
    vpcId?: string;
}

/** The VPC of a network, as far as it is known before it is made. */
export function placeOf({ vpcId, cidr = DEFAULT_CIDR }: NetworkArgs = {}): Pick<
    KeptControlPlane,
    "cidr" | "vpcId"
> {
    if (vpcId === undefined) {
        return { cidr };
    }
    return typeof vpcId === "string" ? { vpcId } : {};
}

/**
 * Registers a record of what a control plane was created with. The engine keeps it, whatever the
 * arguments and the library's defaults become; a first preview knows it, too.
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
    // Mocks of a program's tests may know no stash.
    return (stash.output as pulumi.Output<KeptControlPlane | undefined>).apply(
        (kept) => kept ?? now,
    );
}

/**
 * Refuses a change for which the provider would delete the cluster with all that runs there, or that
 * EKS would refuse once a second VPC exists (EKS user guide, VPC and subnet requirements;
 * terraform-provider-aws, internal/service/eks/cluster.go).
 *
 * @param subject who is told, e.g. `EksCluster "cluster"`
 */
export function refuseMove(subject: string, kept: KeptControlPlane, now: KeptControlPlane): void {
    const problems = new Problems();
    if (kept.clusterName !== undefined && kept.clusterName !== now.clusterName) {
        const name = formatValue(kept.clusterName);
        problems.add(
            "clusterName",
            `${formatValue(now.clusterName)} is not ${name}: the cluster was created with that name, and ` +
                `EKS cannot rename it. ${insteadOf(`Set it to ${name}`)}`,
        );
    }
    vpcProblems(kept, now, problems);
    problems.throwIfAny(subject);
}

/** An id that is not plain is not known to be another one. */
function vpcProblems(kept: KeptControlPlane, now: KeptControlPlane, problems: Problems): void {
    if (kept.cidr !== undefined && now.cidr === undefined) {
        problems.add(
            "network.vpcId",
            "the cluster was created in a VPC of the stack, and EKS cannot move it. " +
                insteadOf("Remove vpcId and privateSubnets"),
        );
    } else if (kept.cidr !== undefined && kept.cidr !== now.cidr) {
        const range = formatValue(kept.cidr);
        problems.add(
            "network.cidr",
            `${formatValue(now.cidr)} is not ${range}: the cluster was created in a VPC with that range, ` +
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
            `${formatValue(now.vpcId)} is not ${id}: the cluster was created there, and EKS cannot move ` +
                `it. ${insteadOf(`Set it to ${id}`)}`,
        );
    }
}

function insteadOf(remedy: string): string {
    return `${remedy}, or destroy the cluster first`;
}
