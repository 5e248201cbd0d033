import * as pulumi from "@pulumi/pulumi";
import { kubernetesApi } from "./api";
import { Node } from "./objects";

const lists = new WeakMap<object, Promise<Node[]>>();

/**
 * The nodes of a cluster, listed once per run of the program: there may be thousands.
 *
 * @param contents of the kubeconfig, once they are known
 * @param cacheKey identifies the cluster if the kubeconfig is a plain string
 */
export function nodesOnce(
    kubeconfig: pulumi.Input<string>,
    contents: string,
    cacheKey: object,
): Promise<Node[]> {
    const key = typeof kubeconfig === "string" ? cacheKey : kubeconfig;
    const list = lists.get(key) ?? kubernetesApi(contents).listNodes();
    lists.set(key, list);
    return list;
}
