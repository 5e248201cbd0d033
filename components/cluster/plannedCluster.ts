import { EksSubnet } from "../aws/eksConnection";
import { ClusterConnection } from "./connection";

/** What is known of a cluster before it exists: enough to check what shall run on it. */
export interface PlannedCluster {
    /** Zones that jobs may use, where somebody named them. */
    zones?: readonly string[];
    /** Of a cluster on EKS only. */
    eks?: PlannedEks;
}

export interface PlannedEks {
    /** Minor version of Kubernetes, where it is known before AWS was asked. */
    version?: string;
    /**
     * Zones with a subnet for nodes.
     * @default not known, since what was said of them is wrong
     */
    zones?: readonly string[];
    hasOidcProvider: boolean;
    /**
     * Nodes for the system's pods.
     * @default not known
     */
    systemNodes?: { instanceType: string; count: number };
}

/** The part of a cluster's connection that is known in every preview. */
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

/** Zones that nodes can be in. */
export function nodeZones({ zones, eks }: PlannedCluster): readonly string[] | undefined {
    return zones ?? eks?.zones;
}

/** Zones of some subnets, each once. */
export function zonesOf(subnets: readonly EksSubnet[]): string[] {
    return [...new Set(subnets.map(({ zone }) => zone))].sort();
}
