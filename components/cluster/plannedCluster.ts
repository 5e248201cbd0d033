import { EksSubnet } from "../aws/eksConnection";
import { ClusterConnection } from "./connection";

/** What is known about a cluster before it exists: enough to check what will run on it. */
export interface PlannedCluster {
    /** Zones that jobs may use, if they are configured. */
    zones?: readonly string[];
    /** Only for EKS clusters. */
    eks?: PlannedEks;
}

export interface PlannedEks {
    /** Minor version of Kubernetes, if it is known without asking AWS. */
    version?: string;
    /**
     * Zones with a subnet for nodes.
     * @default unknown, because their configuration is invalid
     */
    zones?: readonly string[];
    hasOidcProvider: boolean;
    /**
     * Nodes for system pods.
     * @default unknown
     */
    systemNodes?: { instanceType: string; count: number };
}

/** The part of a cluster connection that is known in every preview. */
export function plannedCluster({
    zones,
    eks,
}: Pick<ClusterConnection, "eks" | "zones">): PlannedCluster {
    if (eks === undefined) {
        return { zones };
    }
    const { version, subnets, oidcProvider, systemNodeType, systemNodes } = eks;
    return {
        zones,
        eks: {
            version: typeof version === "string" ? version : undefined,
            zones: zonesOf(subnets),
            hasOidcProvider: oidcProvider !== undefined,
            ...(systemNodeType !== undefined &&
                systemNodes !== undefined && {
                    systemNodes: { instanceType: systemNodeType, count: systemNodes },
                }),
        },
    };
}

/** Zones in which nodes can run. */
export function nodeZones({ zones, eks }: PlannedCluster): readonly string[] | undefined {
    return zones ?? eks?.zones;
}

/** The distinct zones of some subnets. */
export function zonesOf(subnets: readonly EksSubnet[]): string[] {
    return [...new Set(subnets.map(({ zone }) => zone))].sort();
}
