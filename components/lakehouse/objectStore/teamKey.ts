import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { ClusterConnection } from "../../cluster/connection";
import { LEAF_OBJECT } from "../../kubernetes/leafObject";
import { existingNamespace } from "../../kubernetes/namespaceObjects";
import { ownedBy } from "../../kubernetes/ownership";
import { LABELS } from "../../validation/labels";
import { KEY_VARIABLES, STORE, teamKeyId } from "./names";

/** A team that gets a key. */
export interface KeyOwner {
    team: string;
    /** The team's namespace, once it exists. */
    namespace: pulumi.Input<string>;
    createdNamespace: boolean;
    secret: pulumi.Output<string>;
}

/** Registers the Secret with a team's key in its namespace; returns its name, once it exists. */
export function teamKey(
    name: string,
    cluster: ClusterConnection,
    { team, namespace, createdNamespace, secret }: KeyOwner,
    child: pulumi.CustomResourceOptions,
): pulumi.Output<string> {
    const free = createdNamespace ? namespace : namespaceForKey(cluster, team, namespace);
    const resource = new k8s.core.v1.Secret(
        name,
        {
            metadata: {
                name: STORE,
                namespace: free,
                labels: { [LABELS.team]: team },
                annotations: ownedBy(LEAF_OBJECT),
            },
            stringData: { [KEY_VARIABLES.id]: teamKeyId(team), [KEY_VARIABLES.secret]: secret },
        },
        child,
    );
    return resource.urn.apply(() => STORE);
}

function namespaceForKey(
    cluster: ClusterConnection,
    team: string,
    namespace: pulumi.Input<string>,
): pulumi.Output<string> {
    const claimed = existingNamespace(cluster, {
        namespace: team,
        wanted: [{ kind: "Secret", name: STORE }],
        label: { key: LABELS.team, value: team },
        withNamespace: true,
        path: `teams.${team}`,
        advice: "Delete it if nobody needs it: jobs read their key for the object store from there.",
    });
    return pulumi.all([namespace, claimed]).apply(([known]) => known);
}
