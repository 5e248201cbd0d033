import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { lookUpInPreview } from "../../aws/previewLookup";
import { Problems } from "../../validation/problems";
import { UsedZones, ZoneIds, zoneProblems } from "./zoneProblems";

export interface ZonesInput extends UsedZones {
    /** The component named in messages, e.g. `Network "network"`. */
    subject: string;
}

/** In a preview, refuses zones that the account does not have or that EKS does not accept. */
export function warnOfZones(
    input: Omit<ZonesInput, "controlPlane"> & { controlPlane?: pulumi.Input<string[]> },
    parent: pulumi.Resource,
): void {
    lookUpInPreview(input, parent, refuseZones);
}

/** Refuses zones that cannot be used. */
export async function refuseZones(
    { subject, ...used }: ZonesInput,
    opts: pulumi.InvokeOptions,
): Promise<undefined> {
    const problems = new Problems();
    zoneProblems(used, await zonesOfAccount(opts), problems);
    problems.throwIfAny(subject);
    return undefined;
}

/** The account's zones in the region of the AWS provider, without Local Zones and Wavelength Zones. */
async function zonesOfAccount(opts: pulumi.InvokeOptions): Promise<ZoneIds> {
    const filters = [{ name: "zone-type", values: ["availability-zone"] }];
    const { names, zoneIds } = await aws.getAvailabilityZones({ filters }, opts);
    return Object.fromEntries(names.map((name, index) => [name, zoneIds[index] ?? ""]));
}
