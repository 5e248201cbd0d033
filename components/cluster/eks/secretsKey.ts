import * as pulumi from "@pulumi/pulumi";
import { orIfUnknown } from "../../kubernetes/readCluster";
import { formatValue, problem } from "../../validation/problems";

export interface SecretsKeyInput {
    /** The component named in messages, e.g. `EksCluster "cluster"`. */
    subject: string;
    clusterName: string;
    secretsKeyArn?: pulumi.Input<string>;
}

/**
 * Records the key that encrypts a cluster's Secrets, and refuses changes that EKS does not support:
 * replacing or removing it. The AWS provider would ignore a replacement, and delete the cluster for a
 * removal (terraform-provider-aws, internal/service/eks/cluster.go, CustomizeDiff and
 * resourceClusterUpdate).
 *
 * @returns a value once the check has passed
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
        // Once true, it stays true: a stash changes its value only when it is replaced.
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
    // What is combined with it is not secret, although the ARN may be.
    return pulumi.unsecret(checked);
}

interface KnownKeys {
    /** Mocks in a program's tests may not support stashes. */
    wasEncrypted: boolean | undefined;
    isGiven: boolean;
    /** The first key, if it is known. */
    key?: string;
    given?: string;
}

function keyProblem(
    clusterName: string,
    { wasEncrypted, isGiven, key, given }: KnownKeys,
): string | undefined {
    if (wasEncrypted === true && !isGiven) {
        return (
            "is missing, but the cluster's Secrets are encrypted with your own key, and EKS cannot undo " +
            `that: set it again (aws eks describe-cluster --name ${clusterName} --query ` +
            "cluster.encryptionConfig), or destroy the cluster first"
        );
    }
    return key === undefined || given === undefined || key === given
        ? undefined
        : `${formatValue(given)} is not ${formatValue(key)}, which encrypts the cluster's Secrets, and ` +
              `EKS cannot change it: set it to ${formatValue(key)}, or destroy the cluster first`;
}
