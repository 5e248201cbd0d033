import { instanceTypes } from "../components/nodes/instanceTypes/instanceTypes";
import { karpenterPool } from "../components/nodes/karpenter/nodePool";
import { Capacity, NodePoolArgs } from "../components/nodes/pools/nodePoolArgs";
import { DEFAULT_NODE_POOLS } from "../components/nodes/pools/nodePoolDefaults";
import { type Sandbox } from "../sandbox";
import { startKarpenter, stopKarpenter } from "../testkit/karpenter";
import { PRETENDED_NODES } from "../testkit/karpenterKinds";
import { karpenterTypes } from "../testkit/karpenterTypes";
import { apply, kubectlOf } from "../testkit/testSandbox";
import { Burst } from "./burstLoad";

/** Provides the nodes of a burst. */
export interface Provisioner {
    name: string;
    /** Whether nodes carry the library's labels; without them jobs are not bound to a zone. */
    labelled: boolean;
    /** Whether to measure how fast it removes empty nodes, which takes minutes. */
    removesNodes: boolean;
    /** Whether its nodes exist before the burst: the time until pods run is then meaningless. */
    fixed?: boolean;
    /** Prepares for a burst, with no node of another provisioner left. */
    start(burst: Burst): Promise<void>;
    /** Receives the number of pods that have had no node for a while. */
    help?(waitingPods: number): Promise<void>;
    /** Stops it and removes its nodes; no pod is left. */
    stop(): Promise<void>;
}

/** What the provisioners have in common. */
export interface Market {
    zones: string[];
    /** Spot discount as a share of the on-demand price, in all zones. */
    spotDiscount: number;
}

export const WITH_SPOT = "Karpenter, default pools";
export const WITHOUT_SPOT = "Karpenter, default pools without spot";

/** Karpenter with the library's pools as they are, including its production delays. */
export function karpenterWithPools(sandbox: Sandbox, market: Market): Provisioner {
    return {
        ...karpenter(sandbox, market, DEFAULT_NODE_POOLS),
        name: WITH_SPOT,
        removesNodes: true,
    };
}

/** The same without spot; the difference is what spot saves. */
export function karpenterOnDemand(sandbox: Sandbox, market: Market): Provisioner {
    const pools = Object.entries(DEFAULT_NODE_POOLS).filter(
        ([, pool]) => pool.capacity !== Capacity.Spot,
    );
    return {
        ...karpenter(sandbox, market, Object.fromEntries(pools)),
        name: WITHOUT_SPOT,
        // It has the same settings.
        removesNodes: false,
    };
}

function karpenter(
    sandbox: Sandbox,
    { zones, spotDiscount }: Market,
    pools: Readonly<Record<string, NodePoolArgs>>,
): Omit<Provisioner, "name" | "removesNodes"> {
    const spotShares = Object.fromEntries(zones.map((zone) => [zone, 1 - spotDiscount]));
    const types = karpenterTypes(instanceTypes.values(), spotShares);
    const rendered = Object.entries(pools).map(([name, pool]) =>
        karpenterPool(name, pool, { instanceTypes, zones }, PRETENDED_NODES),
    );
    return {
        labelled: true,
        start: async () => {
            apply(sandbox, ...rendered);
            await startKarpenter(sandbox, types);
        },
        stop: async () => {
            const options = ["--all", "--cascade=foreground", "--timeout=300s"];
            kubectlOf(sandbox, "delete", "nodepools", ...options);
            await stopKarpenter(sandbox);
        },
    };
}
