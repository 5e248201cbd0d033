import * as pulumi from "@pulumi/pulumi";
import { orIfUnknown } from "../../kubernetes/readCluster";
import { formatValue, problem } from "../../validation/problems";

export interface SecretsKeyInput {
    /** Who is told, e.g. `EksCluster "cluster"`. */
    subject: string;
    clusterName: string;
    secretsKeyArn?: pulumi.Input<string>;
}

/**
 * Registers a record of the key of a cluster's Secrets, and refuses what EKS cannot do with it: another
 * one, or none again. For the second the AWS provider would delete the cluster, for the first it does
 * nothing (terraform-provider-aws, internal/service/eks/cluster.go, CustomizeDiff and
 * resourceClusterUpdate).
 *
 * @returns a value once nothing is wrong
 */
export function keptSecretsKey(
    name: string,
    { subject, clusterName, secretsKeyArn }: SecretsKeyInput,
    child: pulumi.CustomResourceOptions,
): pulumi.Output<boolean> {
    const isGiven = secretsKeyArn !== undefined;
    const encrypted = new pulumi.Stash(
        `${name}-secrets-encrypted`,
        { input: isGiven },
        // Once true, it stays: a stash gets another value by its replacement only.
        { ...child, replaceOnChanges: ["input"], ...(!isGiven && { ignoreChanges: ["input"] }) },
    );
    const first = isGiven
        ? new pulumi.Stash(
              `${name}-secrets-key`,
              { input: secretsKeyArn },
              { ...child, ignoreChanges: ["input"] },
          ).output
        : undefined;
    const checked = pulumi
        .all([
            orIfUnknown(encrypted.output as pulumi.Output<boolean | undefined>, isGiven),
            orIfUnknown(pulumi.output(first as pulumi.Output<string | undefined>), undefined),
            orIfUnknown(pulumi.output(secretsKeyArn), undefined),
        ])
        .apply(([wasEncrypted, key, given]) => {
            const wrong = keyProblem(clusterName, { wasEncrypted, isGiven, key, given });
            if (wrong !== undefined) {
                throw problem(subject, "secretsKeyArn", wrong);
            }
            return isGiven;
        });
    // What it is joined with is no secret, although the ARN may be one.
    return pulumi.unsecret(checked);
}

interface KnownKeys {
    /** Mocks of a program's tests may know no stash. */
    wasEncrypted: boolean | undefined;
    isGiven: boolean;
    /** The first one, as far as it is known. */
    key?: string;
    given?: string;
}

function keyProblem(
    clusterName: string,
    { wasEncrypted, isGiven, key, given }: KnownKeys,
): string | undefined {
    if (wasEncrypted === true && !isGiven) {
        return (
            "is missing, and the cluster's Secrets are encrypted with a key of yours, which EKS cannot " +
            `undo: set it again (aws eks describe-cluster --name ${clusterName} --query ` +
            "cluster.encryptionConfig), or destroy the cluster first"
        );
    }
    return key === undefined || given === undefined || key === given
        ? undefined
        : `${formatValue(given)} is not ${formatValue(key)}, with which the cluster's Secrets are ` +
              `encrypted, and EKS cannot change it: set it to ${formatValue(key)}, or destroy the ` +
              "cluster first";
}
