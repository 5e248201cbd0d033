import { EksConnection } from "../../aws/eksConnection";

/** Tags of the nodes that an autoscaler adds: its own, over those of the cluster. */
export function nodeTags(
    cluster: Pick<EksConnection, "tags">,
    own: Record<string, string> | undefined,
): Record<string, string> | undefined {
    return cluster.tags === undefined ? own : { ...cluster.tags, ...own };
}
