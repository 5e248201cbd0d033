import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { lookInPreview } from "../../aws/previewLook";
import { Problems } from "../../validation/problems";
import { UsedZones, ZoneIds, zoneProblems } from "./zoneProblems";

/** Zones, and who is told of those that cannot be used, e.g. `Network "network"`. */
export interface ZonesInput extends UsedZones {
    subject: string;
}

/** In a preview, refuses zones that the account does not have, or that EKS does not accept. */
export function warnOfZones(
    input: Omit<ZonesInput, "controlPlane"> & { controlPlane?: pulumi.Input<string[]> },
    parent: pulumi.Resource,
): void {
    lookInPreview(input, parent, refuseZones);
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

/** Zones of the account in the region of the AWS provider; no Local Zones, no Wavelength Zones. */
async function zonesOfAccount(opts: pulumi.InvokeOptions): Promise<ZoneIds> {
    const filters = [{ name: "zone-type", values: ["availability-zone"] }];
    const { names, zoneIds } = await aws.getAvailabilityZones({ filters }, opts);
    return Object.fromEntries(names.map((name, index) => [name, zoneIds[index] ?? ""]));
}
