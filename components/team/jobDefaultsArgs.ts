import * as pulumi from "@pulumi/pulumi";
import { ImagePullPolicy } from "../spark/imagePullPolicy";

/** What a team's jobs have that say nothing else. */
export interface JobDefaultsArgs {
    /**
     * Image with Spark and the jobs' libraries. Needs `sparkVersion`.
     * @default the platform's image
     */
    image?: pulumi.Input<string>;
    /**
     * Spark version of `image`.
     * @default that of the platform's image
     */
    sparkVersion?: string;
    /** @default IfNotPresent */
    imagePullPolicy?: ImagePullPolicy;
    /** Names of Secrets in the team's namespace that open the image's registry. */
    imagePullSecrets?: pulumi.Input<string>[];
}
