import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { lookInPreview } from "../../aws/previewLook";
import { formatValue, userError } from "../../validation/problems";
import { Architecture } from "../instanceTypes/instanceTypes";

export interface AmiInput {
    /** Release of EKS' image of Amazon Linux 2023, e.g. `v20260714`. */
    amiVersion: string;
    /** Minor version of Kubernetes. */
    version: pulumi.Input<string>;
    /** Of all nodes. */
    architectures: readonly Architecture[];
}

/** Processor architectures in the names of EKS' images. */
const IN_NAMES: Record<Architecture, string> = { amd64: "x86_64", arm64: "arm64" };

/** In a preview, refuses a release of the image that AWS does not have. */
export function lookAtAmi(input: AmiInput, parent: pulumi.Resource): void {
    lookInPreview(input, parent, refuseUnknownAmi);
}

/**
 * Looks where Karpenter looks: aws/karpenter-provider-aws v1.14.1, pkg/providers/amifamily/al2023.go,
 * `resolvePath`. It has nothing to warn of.
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
                `amiVersion: ${formatValue(amiVersion)} is no release of EKS' image for Kubernetes ` +
                    `${version} on ${arch} in this region, so that no node could start: use one of ` +
                    "https://github.com/awslabs/amazon-eks-ami/releases, or leave it out",
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

/** The provider's words (terraform-provider-aws, internal/service/ssm, a `retry.NotFoundError`), and AWS'. */
function isMissing(error: unknown): boolean {
    return /couldn't find resource|ParameterNotFound/.test((error as Error).message);
}
