import * as pulumi from "@pulumi/pulumi";
import { TeamConnection } from "../../team/connection";
import { sources } from "../../versions";

/** Pools whose jobs were warned of: the teams of a platform share them. */
const warned = new WeakSet<object>();

/**
 * In a preview, warns once of the default image where an autoscaler adds nodes: each of them pulls it,
 * all by the few addresses that the cluster has outside, and Docker Hub counts pulls by address.
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
                "six hours from an address, as of a NAT gateway: keep a copy in ECR, and name it " +
                "in artifacts.images.spark (docs/how-to/use-your-own-image.md, Many nodes)",
            parent,
        );
    }
}
