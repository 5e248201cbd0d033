import * as pulumi from "@pulumi/pulumi";
import { LABELS } from "../labels";
import { LEAF_OBJECT } from "../leafObject";

/** What all objects of a team have in common. */
export interface TeamScope {
    /** Name of the component; logical names begin with it. */
    name: string;
    team: string;
    /** Name of the namespace, once it is there. */
    namespace: pulumi.Output<string>;
    child: pulumi.CustomResourceOptions;
}

/** Metadata of an object in the team's namespace. */
export function objectMetadata({ team, namespace }: TeamScope, name: string) {
    return { name, namespace, labels: { [LABELS.team]: team }, annotations: LEAF_OBJECT };
}
