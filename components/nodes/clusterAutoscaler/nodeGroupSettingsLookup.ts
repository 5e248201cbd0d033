import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { lookUpInPreview, ifAwsAnswers } from "../../aws/previewLookup";

export interface GroupSettings {
    clusterName: pulumi.Input<string>;
    region: pulumi.Input<string>;
    groups: readonly LaunchedGroup[];
}

/** A node group and its pool's launch template. */
export interface LaunchedGroup {
    /** Name in AWS. */
    name: pulumi.Input<string>;
    templateId: pulumi.Input<string>;
    /** The latest version of the template. */
    templateVersion: pulumi.Input<number>;
}

/** In a preview, warns about node groups that use an older version of their launch template. */
export function warnOfOldSettings(
    { clusterName, region, groups }: GroupSettings,
    parent: pulumi.Resource,
): void {
    lookUpInPreview({ clusterName, region, groups: [...groups] }, parent, oldSettingsWarning);
}

/**
 * The warning about node groups with older launch settings, if any. For a new version, EKS replaces a
 * group's nodes, including those of drivers, so users choose when to do it.
 */
export async function oldSettingsWarning(
    { clusterName, region, groups }: pulumi.Unwrap<GroupSettings>,
    opts: pulumi.InvokeOptions,
): Promise<string | undefined> {
    const found = await Promise.all(
        groups.map(async ({ name, templateId, templateVersion }) => {
            const args = { clusterName, nodeGroupName: name, region };
            const live = await ifAwsAnswers(aws.eks.getNodeGroup(args, opts));
            const version = live?.launchTemplates[0]?.version ?? String(templateVersion);
            const template = `id=${templateId},version=${templateVersion}`;
            return version === String(templateVersion) ? [] : [{ name, template }];
        }),
    );
    const old = found.flat();
    if (old.length === 0) {
        return undefined;
    }
    const commands = [...new Set(old.map(({ template }) => template))].map((template) => {
        const names = old.filter((group) => group.template === template).map(({ name }) => name);
        return (
            `for group in ${names.join(" ")}; do aws eks update-nodegroup-version ` +
            `--region ${region} --cluster-name ${clusterName} --nodegroup-name $group ` +
            `--launch-template ${template}; done`
        );
    });
    return (
        `${old.length} of ${groups.length} node groups start nodes with older launch settings, such as ` +
        "tags. Updating them replaces their nodes and terminates the drivers there. Do this when no " +
        `driver is running on them: ${commands.join("; ")}`
    );
}
