import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { ClusterConnection } from "../cluster/connection";
import { claimedNamespace, ownershipMetadata } from "../kubernetes/namespaceClaim";
import { podSecurityLabels } from "../kubernetes/namespaceLabels";
import { existingNamespace, WantedObject } from "../kubernetes/namespaceObjects";
import { LABELS } from "../validation/labels";
import { PodSecurity, SparkTeamArgs } from "./teamArgs";

interface NamespaceArgs extends Pick<SparkTeamArgs, "createNamespace" | "labels"> {
    cluster: ClusterConnection;
}

/** The name of an existing namespace; fails if someone else has objects of these names there. */
export function claimedForTeam(
    cluster: ClusterConnection,
    team: string,
    wanted: readonly WantedObject[],
): pulumi.Output<string> {
    return existingNamespace(cluster, {
        namespace: team,
        wanted,
        label: { key: LABELS.team, value: team },
        withNamespace: true,
        path: `teams.${team}`,
        advice:
            "Choose another namespace, or delete these objects if nobody needs them. To run jobs in " +
            "another stack's team, use its teamConnections.",
    });
}

/** The namespace: created unless someone else owns one of that name, or only read. */
export function namespaceOf(
    name: string,
    team: string,
    { cluster, createNamespace, labels }: NamespaceArgs,
    podSecurity: PodSecurity,
    child: pulumi.CustomResourceOptions,
): k8s.core.v1.Namespace {
    if (createNamespace === false) {
        return k8s.core.v1.Namespace.get(name, team, child);
    }
    const claimed = claimedNamespace(cluster, team, `teams.${team}.createNamespace`);
    const owner = ownershipMetadata();
    return new k8s.core.v1.Namespace(
        name,
        {
            metadata: {
                name: claimed,
                labels: {
                    ...labels,
                    ...owner.labels,
                    ...podSecurityLabels(podSecurity),
                    [LABELS.team]: team,
                },
                annotations: owner.annotations,
            },
        },
        child,
    );
}
