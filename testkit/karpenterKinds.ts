import { join } from "node:path";
import { KarpenterPool } from "../components/nodes/karpenter/nodePool";
import { NodeKind, sandboxUp, type Sandbox } from "../sandbox";
import { ensureTools } from "../sandbox/tools";
import { karpenterBuild, karpenterCharts } from "../sandbox/tools/catalogue";
import { apply, kubectlOf } from "./testSandbox";

/** The node class of simulated nodes, as referenced by pools. */
export const PRETENDED_NODES = {
    group: "karpenter.kwok.sh",
    kind: "KWOKNodeClass",
    name: "pretended",
};

/** CRDs of Karpenter on AWS: NodePool, NodeClaim, EC2NodeClass and others. */
export async function installKarpenterCrds(sandbox: Sandbox): Promise<void> {
    const [charts = ""] = await ensureTools([karpenterCharts]);
    installCrds(sandbox, join(charts, "crds"));
}

/** A sandbox without nodes, where pools can create simulated ones once Karpenter runs. */
export async function sandboxForKarpenter(id: string): Promise<Sandbox> {
    const sandbox = await sandboxUp({ id, nodes: NodeKind.Fake });
    kubectlOf(sandbox, "delete", "nodes", "--all");
    await installKarpenterCrds(sandbox);
    await installPretendedNodeClass(sandbox);
    return sandbox;
}

/** The CRD of the node class of simulated nodes. */
export async function installPretendedNodeClassCrd(sandbox: Sandbox): Promise<void> {
    const [controller = ""] = await ensureTools([karpenterBuild]);
    installCrds(sandbox, join(controller, "node-class-crd"));
}

/** The node class of simulated nodes, with its CRD. */
async function installPretendedNodeClass(sandbox: Sandbox): Promise<void> {
    await installPretendedNodeClassCrd(sandbox);
    const { group, kind, name } = PRETENDED_NODES;
    apply(sandbox, { apiVersion: `${group}/v1alpha1`, kind, metadata: { name } });
}

function installCrds(sandbox: Sandbox, folder: string): void {
    // "apply" would store the largest of them twice.
    kubectlOf(sandbox, "create", "--filename", folder);
    kubectlOf(sandbox, "wait", "--for=condition=Established", "--filename", folder);
}

/** A pool whose empty nodes are removed at once, so that tests do not wait for minutes. */
export function hasty({ spec, ...pool }: KarpenterPool): object {
    const disruption = { ...spec.disruption, consolidateAfter: "1s" };
    return { ...pool, spec: { ...spec, disruption } };
}
