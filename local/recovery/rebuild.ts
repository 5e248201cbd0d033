import { UserError } from "../../sandbox/shell";
import type { Pulumi, PreviewStep } from "../engine/pulumi";
import { adopted, creations, findExisting } from "./adopt";
import { repairApi, type ClusterRef } from "./kubernetes";

const PROVIDER = "pulumi:providers:kubernetes";

/**
 * Adds the program's resources to the state that exist in the cluster but not in the state. The
 * program's preview already refuses what belongs to somebody else.
 */
export async function adoptExisting(pulumi: Pulumi, cluster: ClusterRef): Promise<void> {
    const steps = previewed(pulumi);
    const existing = await findExisting(steps, await repairApi(cluster));
    if (existing.size === 0) {
        return;
    }
    const provider = newProviders(steps);
    if (provider.length > 0) {
        // The engine encrypts the provider's kubeconfig; a preview does not show it.
        await pulumi.stream([
            ...["up", "--yes", "--skip-preview", "--suppress-outputs", "--suppress-progress"],
            ...provider.flatMap((urn) => ["--target", urn]),
        ]);
    }
    const state = pulumi.state();
    const known = state.deployment?.resources ?? [];
    const resources = [...known, ...adopted(steps, known, existing)];
    pulumi.replaceState({ ...state, deployment: { ...state.deployment, resources } });
    console.log(`State:   adopted ${existing.size} objects of the cluster`);
    await pulumi.stream(["refresh", "--yes", "--skip-preview", "--suppress-progress"]);
}

/** None if the preview fails: the next step fails for the same reason, and shows it. */
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

/** Providers that would be created, with their parents. */
function newProviders(steps: readonly PreviewStep[]): string[] {
    const created = creations(steps);
    const withParents = (urn: string | undefined): string[] => {
        const resource = created.find((one) => one.urn === urn);
        return resource ? [...withParents(resource.parent), resource.urn] : [];
    };
    const providers = created.filter(({ type }) => type === PROVIDER);
    return [...new Set(providers.flatMap(({ urn }) => withParents(urn)))];
}
