import * as pulumi from "@pulumi/pulumi";
import { ImagePullPolicy } from "../spark/imagePullPolicy";

/** Defaults of a team's jobs. A job's own arguments override them. */
export interface JobDefaultsArgs {
    /**
     * Image with Spark and the jobs' libraries. Needs `sparkVersion`.
     * @default the platform's image
     */
    image?: pulumi.Input<string>;
    /**
     * Spark version of `image`, 3.3 or newer.
     * @default that of the platform's image
     * @example "4.1.2"
     */
    sparkVersion?: string;
    /**
     * When a node pulls the image.
     * @default "IfNotPresent"
     */
    imagePullPolicy?: ImagePullPolicy;
    /**
     * Names of Secrets in the team's namespace with the credentials of the image's registry.
     * @default []
     */
    imagePullSecrets?: pulumi.Input<string>[];
}
