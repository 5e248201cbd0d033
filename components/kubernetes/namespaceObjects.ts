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

/** Objects of a namespace that is only used. */
export interface NamespaceClaim {
    namespace: string;
    /** Filled by the program, before anything is looked at. */
    wanted: readonly WantedObject[];
    /** Label that objects of earlier versions have, which did not mark whose they are. */
    label: { key: string; value: string };
    /** Whether such objects belong to the stack that made the namespace, if one did. */
    withNamespace: boolean;
    /** Begins the message, e.g. `teams.processing`. */
    path: string;
    /** Ends the message. */
    advice: string;
}

/**
 * The name of a namespace that this stack did not create, once it was looked at: refused if
 * something there has the name of what the stack is about to create, and is not its own.
 */
export function existingNamespace(
    cluster: ReadableCluster,
    claimed: NamespaceClaim,
): pulumi.Output<string> {
    const looked = readCluster(cluster, async (api) => {
        const refusal = await namespaceRefusal(api, claimed, thisStack());
        if (refusal !== undefined) {
            throw userError(refusal);
        }
        return claimed.namespace;
    });
    return looked ?? pulumi.output(claimed.namespace);
}

/** Why a stack may not create its objects in a namespace, or nothing if it may. */
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
              `${path}: namespace "${namespace}" has what this stack would create there:`,
              ...taken,
              advice,
          ].join("\n");
}

async function stackOf(api: KubernetesApi, namespace: string): Promise<string | undefined> {
    const found = await unlessForbidden(api.readNamespace(namespace), undefined);
    return found?.metadata?.annotations?.[OWNER];
}

/** Lists by server and place: many jobs of one program look at the same. */
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
