import type * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { orIfUnknown } from "../../kubernetes/readCluster";

export interface CreatorInput {
    /** ARN of who runs the stack. */
    caller: pulumi.Output<string>;
    cluster: pulumi.Resource;
    /** What AWS tells of the cluster. */
    eksCluster: pulumi.Output<aws.eks.Cluster>;
}

/**
 * ARN of who made the cluster, for whom EKS itself made an access entry. It is kept in the state:
 * another one may run the stack later.
 */
export function clusterCreator(
    name: string,
    { caller, cluster, eksCluster }: CreatorInput,
    child: pulumi.CustomResourceOptions,
): pulumi.Output<string> {
    // Mocks of a program's tests may know none of this.
    const createdAt = eksCluster.createdAt as pulumi.Output<string | undefined>;
    const kept = new pulumi.Stash(
        `${name}-creator`,
        { input: caller },
        {
            ...child,
            dependsOn: [cluster],
            ignoreChanges: ["input"],
            // A cluster that is made again may have another creator.
            replacementTrigger: createdAt.apply((moment) => moment ?? ""),
        },
    );
    const output = kept.output as pulumi.Output<string | undefined>;
    return pulumi
        .all([orIfUnknown(output, undefined), caller as pulumi.Output<string | undefined>])
        .apply(([arn, now]) => arn ?? now ?? "");
}
