import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { lookUpInPreview } from "../../aws/previewLookup";
import { formatValue, userError } from "../../validation/problems";
import { Architecture } from "../instanceTypes/instanceTypes";

export interface AmiInput {
    /** Release of EKS' image of Amazon Linux 2023, e.g. `v20260714`. */
    amiVersion: string;
    /** Minor version of Kubernetes. */
    version: pulumi.Input<string>;
    /** Architectures of all nodes. */
    architectures: readonly Architecture[];
}

/** Names of processor architectures in the names of EKS AMIs. */
const IN_NAMES: Record<Architecture, string> = { amd64: "x86_64", arm64: "arm64" };

/** In a preview, refuses an AMI release that does not exist. */
export function checkAmi(input: AmiInput, parent: pulumi.Resource): void {
    lookUpInPreview(input, parent, refuseUnknownAmi);
}

/**
 * Reads the same parameter as Karpenter: aws/karpenter-provider-aws v1.14.1,
 * pkg/providers/amifamily/al2023.go, `resolvePath`. Never warns.
 */
export async function refuseUnknownAmi(
    { amiVersion, version, architectures }: AmiInput & { version: string },
    opts: pulumi.InvokeOptions,
): Promise<undefined> {
    for (const arch of architectures) {
        try {
            const name = amiParameter(amiVersion, version, arch);
            await aws.ssm.getParameter({ name, withDecryption: false }, opts);
        } catch (error) {
            if (!isMissing(error)) {
                throw error;
            }
            throw userError(
                `amiVersion: ${formatValue(amiVersion)} is not a release of the EKS AMI for Kubernetes ` +
                    `${version} on ${arch} in this region, so no node could start: use one of ` +
                    "https://github.com/awslabs/amazon-eks-ami/releases, or omit it",
            );
        }
    }
}

/** The public parameter with an image's id. */
function amiParameter(amiVersion: string, version: string, arch: Architecture): string {
    const ofArch = IN_NAMES[arch];
    const image = `amazon-eks-node-al2023-${ofArch}-standard-${version}-${amiVersion}`;
    return `/aws/service/eks/optimized-ami/${version}/amazon-linux-2023/${ofArch}/standard/${image}/image_id`;
}

/** Messages of the provider (terraform-provider-aws, internal/service/ssm, `retry.NotFoundError`) and of AWS. */
function isMissing(error: unknown): boolean {
    return /couldn't find resource|ParameterNotFound/.test((error as Error).message);
}
