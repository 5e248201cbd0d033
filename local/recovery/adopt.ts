import type { KubernetesObject } from "@kubernetes/client-node";
import type { PreviewStep, StateResource } from "../engine/pulumi";
import type { Release } from "./kubernetes";

/** An existing object of the cluster for a resource that a preview would create. */
export interface Found {
    /** The Kubernetes provider's ID: `namespace/name`, or just the name. */
    id: string;
    outputs: object;
}

/** The API calls that finding existing objects needs. */
export interface LookupApi {
    readObject(object: KubernetesObject): Promise<KubernetesObject | undefined>;
    releaseRecords(release: Release): Promise<{ status: string }[]>;
}

/** What a preview would create although it already exists, by URN. */
export async function findExisting(
    steps: readonly PreviewStep[],
    api: LookupApi,
): Promise<Map<string, Found>> {
    const found = new Map<string, Found>();
    for (const resource of creations(steps).filter(({ custom }) => custom)) {
        const existing = await findLive(resource, api);
        if (existing) {
            found.set(resource.urn, existing);
        }
    }
    return found;
}

async function findLive(
    { type, inputs = {} }: StateResource,
    api: LookupApi,
): Promise<Found | undefined> {
    if (type === "kubernetes:helm.sh/v3:Release") {
        const release = { name: inputs.name as string, namespace: inputs.namespace as string };
        const records = await api.releaseRecords(release);
        return records.some(({ status }) => status === "deployed")
            ? { id: idOf(release), outputs: { ...inputs, __inputs: secret(inputs) } }
            : undefined;
    }
    const object = inputs as KubernetesObject;
    if (!type.startsWith("kubernetes:") || !object.kind || !object.metadata?.name) {
        return undefined;
    }
    const live = await api.readObject(object);
    return (
        live && {
            id: idOf(object.metadata),
            outputs: {
                ...live,
                __fieldManager: fieldManager(live),
                __initialApiVersion: object.apiVersion,
                __inputs: inputs,
            },
        }
    );
}

/**
 * The provider requires its record of a release's inputs to be a secret; `stack import` encrypts
 * it.
 */
function secret(value: object): object {
    return {
        "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
        plaintext: JSON.stringify(value),
    };
}

function idOf({ name, namespace }: { name?: string; namespace?: string }): string {
    return [namespace, name].filter(Boolean).join("/");
}

/** Another field manager would conflict with the fields that this one owns. */
function fieldManager({ metadata }: KubernetesObject): string | undefined {
    const managers = metadata?.managedFields?.map(({ manager }) => manager ?? "") ?? [];
    return managers.find((manager) => manager.startsWith("pulumi-kubernetes-"));
}

/**
 * State entries for the resources that a preview would create and that exist in the cluster. They
 * refer only to what the state then contains.
 */
export function adopted(
    steps: readonly PreviewStep[],
    known: readonly StateResource[],
    found: ReadonlyMap<string, Found>,
): StateResource[] {
    const isKept = ({ custom, urn }: StateResource) => !custom || found.has(urn);
    const kept = creations(steps).filter(isKept);
    const providers = known.filter(({ type }) => type.startsWith("pulumi:providers:"));
    // A preview invents the ID of a provider that does not exist yet.
    const providerOf = ({ provider }: StateResource) => {
        const found = providers.find(({ urn }) => provider?.startsWith(`${urn}::`));
        return found ? `${found.urn}::${found.id}` : provider;
    };
    const isNew = ({ urn }: StateResource) => known.every((one) => one.urn !== urn);
    const urns = new Set([...known, ...kept].map(({ urn }) => urn));
    const among = (list: string[] = []) => list.filter((urn) => urns.has(urn));
    return kept.filter(isNew).map((resource) => ({
        ...resource,
        ...(resource.provider && { provider: providerOf(resource) }),
        ...found.get(resource.urn),
        dependencies: among(resource.dependencies),
        propertyDependencies: Object.fromEntries(
            Object.entries(resource.propertyDependencies ?? {}).map(([property, list]) => [
                property,
                among(list ?? undefined),
            ]),
        ),
    }));
}

/** What a preview would create. */
export function creations(steps: readonly PreviewStep[]): StateResource[] {
    return steps.flatMap(({ op, newState }) => (op === "create" && newState ? newState : []));
}
