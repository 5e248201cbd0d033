import * as pulumi from "@pulumi/pulumi";
import { LEAF_OBJECT } from "../kubernetes/leafObject";
import { NamespacedKind, WantedObject } from "../kubernetes/namespaceObjects";
import { ownedBy } from "../kubernetes/ownership";
import { LABELS } from "../validation/labels";

/** What all objects of a team share. */
export interface TeamScope {
    /** Name of the component; logical names begin with it. */
    name: string;
    team: string;
    /** Name of the namespace, once it exists. */
    namespace: pulumi.Output<string>;
    /** The objects registered in the namespace so far. */
    objects: WantedObject[];
    child: pulumi.CustomResourceOptions;
}

/** Metadata of an object in the team's namespace. */
export function objectMetadata(scope: TeamScope, kind: NamespacedKind, name: string) {
    scope.objects.push({ kind, name });
    return {
        name,
        namespace: scope.namespace,
        labels: { [LABELS.team]: scope.team },
        annotations: ownedBy(LEAF_OBJECT),
    };
}
