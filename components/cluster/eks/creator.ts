import type * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { orIfUnknown } from "../../kubernetes/readCluster";

export interface CreatorInput {
    /** ARN of the identity that runs the stack. */
    caller: pulumi.Output<string>;
    cluster: pulumi.Resource;
    /** The cluster as AWS describes it. */
    eksCluster: pulumi.Output<aws.eks.Cluster>;
}

/**
 * ARN of the cluster's creator, for which EKS itself creates an access entry. Kept in the state, since
 * another identity may run the stack later.
 */
export function clusterCreator(
    name: string,
    { caller, cluster, eksCluster }: CreatorInput,
    child: pulumi.CustomResourceOptions,
): pulumi.Output<string> {
    // Mocks in a program's tests may not set any of this.
    const createdAt = eksCluster.createdAt as pulumi.Output<string | undefined>;
    const kept = new pulumi.Stash(
        `${name}-creator`,
        { input: caller },
        {
            ...child,
            dependsOn: [cluster],
            ignoreChanges: ["input"],
            // A recreated cluster may have another creator.
            replacementTrigger: createdAt.apply((moment) => moment ?? ""),
        },
    );
    const output = kept.output as pulumi.Output<string | undefined>;
    return pulumi
        .all([orIfUnknown(output, undefined), caller as pulumi.Output<string | undefined>])
        .apply(([arn, now]) => arn ?? now ?? "");
}
