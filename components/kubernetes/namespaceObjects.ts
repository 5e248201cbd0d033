import * as pulumi from "@pulumi/pulumi";
import { userError } from "../validation/problems";
import { KindRef, KubernetesApi } from "./api";
import { readCluster, ReadableCluster, unlessForbidden } from "./readCluster";
import { OWNER, thisStack } from "./namespaceClaim";
import { ObjectMeta } from "./objects";
import { ownerPhrase, claim } from "./ownership";

const core = (plural: string): KindRef => ({ group: "", version: "v1", plural });
const rbac = (plural: string): KindRef => ({
    group: "rbac.authorization.k8s.io",
    version: "v1",
    plural,
});

/** The kinds that the library creates in namespaces. */
const KINDS = {
    ConfigMap: core("configmaps"),
    LimitRange: core("limitranges"),
    NetworkPolicy: { group: "networking.k8s.io", version: "v1", plural: "networkpolicies" },
    ResourceQuota: core("resourcequotas"),
    Role: rbac("roles"),
    RoleBinding: rbac("rolebindings"),
    Secret: core("secrets"),
    ServiceAccount: core("serviceaccounts"),
};
export type NamespacedKind = keyof typeof KINDS;

/** An object that a stack is about to create. */
export interface WantedObject {
    kind: NamespacedKind;
    name: string;
}

/** Objects to create in an existing namespace. */
export interface NamespaceClaim {
    namespace: string;
    /** Filled by the program before the cluster is read. */
    wanted: readonly WantedObject[];
    /** Label of objects from earlier versions, which did not mark them with their owner. */
    label: { key: string; value: string };
    /** Whether such objects belong to the stack that created the namespace, if one did. */
    withNamespace: boolean;
    /** Begins the message, e.g. `teams.processing`. */
    path: string;
    /** Ends the message. */
    advice: string;
}

/**
 * The name of a namespace that this stack did not create, after a check of its objects: fails if the stack
 * is about to create one that already exists there and is not its own.
 */
export function existingNamespace(
    cluster: ReadableCluster,
    claimed: NamespaceClaim,
): pulumi.Output<string> {
    const checked = readCluster(cluster, async (api) => {
        const refusal = await namespaceRefusal(api, claimed, thisStack());
        if (refusal !== undefined) {
            throw userError(refusal);
        }
        return claimed.namespace;
    });
    return checked ?? pulumi.output(claimed.namespace);
}

/** Why a stack may not create its objects in a namespace, or `undefined` if it may. */
export async function namespaceRefusal(
    api: KubernetesApi,
    { namespace, wanted, label, withNamespace, path, advice }: NamespaceClaim,
    stack: string,
): Promise<string | undefined> {
    const kinds = [...new Set(wanted.map(({ kind }) => kind))];
    const [madeBy, ...lists] = await Promise.all([
        withNamespace ? stackOf(api, namespace) : undefined,
        ...kinds.map((kind) => listOnce(api, kind, namespace)),
    ]);
    const isLabelled = ({ labels }: ObjectMeta) => labels?.[label.key] === label.value;
    const taken = wanted.flatMap(({ kind, name }) => {
        const existing = lists[kinds.indexOf(kind)]?.find((metadata) => metadata.name === name);
        const found = claim(existing, stack, (metadata) =>
            isLabelled(metadata) ? (madeBy ?? stack) : undefined,
        );
        return found.free ? [] : [`  ${kind} "${name}" ${ownerPhrase(found.owner)}`];
    });
    return taken.length === 0
        ? undefined
        : [
              `${path}: namespace "${namespace}" already has objects that this stack would create:`,
              ...taken,
              advice,
          ].join("\n");
}

async function stackOf(api: KubernetesApi, namespace: string): Promise<string | undefined> {
    const found = await unlessForbidden(api.readNamespace(namespace), undefined);
    return found?.metadata?.annotations?.[OWNER];
}

/** Lists by server, namespace and kind: many jobs of one program read the same ones. */
const lists = new Map<string, Promise<ObjectMeta[]>>();

function listOnce(
    api: KubernetesApi,
    kind: NamespacedKind,
    namespace: string,
): Promise<ObjectMeta[]> {
    const place = [api.server, namespace, kind].join(" ");
    const list = lists.get(place) ?? unlessForbidden(api.listMetadata(KINDS[kind], namespace), []);
    lists.set(place, list);
    return list;
}
