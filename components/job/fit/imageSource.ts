import * as pulumi from "@pulumi/pulumi";
import { TeamConnection } from "../../team/connection";
import { sources } from "../../versions";

/** Node pools whose jobs were warned about: the teams of a platform share them. */
const warned = new WeakSet<object>();

/**
 * In a preview, warns once about the default image if an autoscaler adds nodes: each node pulls it,
 * all from the cluster's few public IP addresses, and Docker Hub limits pulls per IP address.
 */
export function warnOfImageSource(
    image: pulumi.Input<string> | undefined,
    { nodePools }: Pick<TeamConnection, "nodePools">,
    parent: pulumi.Resource | undefined,
): void {
    if (image !== undefined || nodePools === undefined || !pulumi.runtime.isDryRun()) {
        return;
    }
    if (!warned.has(nodePools)) {
        warned.add(nodePools);
        void pulumi.log.warn(
            `Every new node pulls "${sources.sparkImage}" from Docker Hub, which allows 100 pulls in ` +
                "six hours from an IP address, such as a NAT gateway's: keep a copy in ECR, and set " +
                "artifacts.images.spark to it (docs/how-to/pull-images-faster.md)",
            parent,
        );
    }
}
