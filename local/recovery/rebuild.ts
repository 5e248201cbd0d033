import { UserError } from "../../sandbox/shell";
import type { Pulumi, PreviewStep } from "../engine/pulumi";
import { adopted, creations, findExisting } from "./adopt";
import { mending, type ClusterRef } from "./kubernetes";

const PROVIDER = "pulumi:providers:kubernetes";

/**
 * Takes into the state what the cluster has of the program's resources and the state does not know.
 * The program itself refuses, in the preview, what belongs to somebody else.
 */
export async function adoptExisting(pulumi: Pulumi, cluster: ClusterRef): Promise<void> {
    const steps = previewed(pulumi);
    const existing = await findExisting(steps, await mending(cluster));
    if (existing.size === 0) {
        return;
    }
    const provider = newProviders(steps);
    if (provider.length > 0) {
        // The engine encrypts its kubeconfig; a preview does not show it.
        await pulumi.stream([
            ...["up", "--yes", "--skip-preview", "--suppress-outputs", "--suppress-progress"],
            ...provider.flatMap((urn) => ["--target", urn]),
        ]);
    }
    const state = pulumi.state();
    const known = state.deployment?.resources ?? [];
    const resources = [...known, ...adopted(steps, known, existing)];
    pulumi.replaceState({ ...state, deployment: { ...state.deployment, resources } });
    console.log(`State:   ${existing.size} objects of the cluster are in it again`);
    await pulumi.stream(["refresh", "--yes", "--skip-preview", "--suppress-progress"]);
}

/** None where the preview fails: what comes next fails for the same reason, and shows it. */
function previewed(pulumi: Pulumi): PreviewStep[] {
    try {
        return pulumi.previewSteps();
    } catch (error) {
        if (error instanceof UserError) {
            return [];
        }
        throw error;
    }
}

/** Providers that are to be created, with what they are children of. */
function newProviders(steps: readonly PreviewStep[]): string[] {
    const created = creations(steps);
    const withParents = (urn: string | undefined): string[] => {
        const resource = created.find((one) => one.urn === urn);
        return resource ? [...withParents(resource.parent), resource.urn] : [];
    };
    const providers = created.filter(({ type }) => type === PROVIDER);
    return [...new Set(providers.flatMap(({ urn }) => withParents(urn)))];
}
