import type * as eks from "@pulumi/eks";
import * as pulumi from "@pulumi/pulumi";
import { TokenCredentials } from "./tokenCredentials";

/** What a kubeconfig contains about an EKS cluster. */
export interface EksEndpoint {
    /** ARN of the cluster, which names the context, as in `aws eks update-kubeconfig`. */
    arn: string;
    name: string;
    region: string;
    /** URL of the API server. */
    endpoint: string;
    /** Base64. */
    certificateAuthority: string;
}

/** The endpoint of a cluster created by `@pulumi/eks`. Waits for its kubeconfig, which waits until it answers. */
export function newEksEndpoint(
    { eksCluster, kubeconfigJson }: eks.Cluster,
    region: string,
): pulumi.Output<EksEndpoint> {
    const { arn, name, endpoint, certificateAuthority } = eksCluster;
    return pulumi
        .all([arn, name, endpoint, certificateAuthority, kubeconfigJson])
        .apply(([clusterArn, clusterName, url, authority]) => ({
            arn: clusterArn,
            name: clusterName,
            region,
            endpoint: url,
            // Mocks in a program's tests may not set it.
            certificateAuthority: (authority as { data?: string } | undefined)?.data ?? "",
        }));
}

/** A cluster's kubeconfigs, both secret. */
export interface EksKubeconfigs {
    /** For users, each with their own credentials. */
    kubeconfig: pulumi.Output<string>;
    /** With the stack's credentials. */
    stackKubeconfig: pulumi.Output<string>;
}

export function eksKubeconfigs(
    endpoint: pulumi.Output<EksEndpoint>,
    credentials: pulumi.Output<TokenCredentials>,
): EksKubeconfigs {
    return {
        kubeconfig: pulumi.secret(endpoint.apply((known) => eksKubeconfig(known))),
        stackKubeconfig: pulumi.secret(
            pulumi.all([endpoint, credentials]).apply(([known, own]) => eksKubeconfig(known, own)),
        ),
    };
}

/**
 * A kubeconfig that gets a token from the `aws` command on each use. It contains no credentials
 * unless some are passed.
 */
function eksKubeconfig(
    { arn, name, region, endpoint, certificateAuthority }: EksEndpoint,
    { profile, roleArn, env }: TokenCredentials = {},
): string {
    const variables = Object.entries(env ?? {}).map(([key, value]) => ({ name: key, value }));
    return JSON.stringify({
        apiVersion: "v1",
        kind: "Config",
        "current-context": arn,
        contexts: [{ name: arn, context: { cluster: arn, user: arn } }],
        clusters: [
            {
                name: arn,
                cluster: { server: endpoint, "certificate-authority-data": certificateAuthority },
            },
        ],
        users: [
            {
                name: arn,
                user: {
                    exec: {
                        apiVersion: "client.authentication.k8s.io/v1beta1",
                        command: "aws",
                        args: [
                            ...["--region", region, ...(profile ? ["--profile", profile] : [])],
                            ...["eks", "get-token", "--cluster-name", name],
                            // A profile may set another output format.
                            ...["--output", "json", ...(roleArn ? ["--role-arn", roleArn] : [])],
                        ],
                        ...(variables.length > 0 && { env: variables }),
                        interactiveMode: "Never",
                    },
                },
            },
        ],
    });
}

/** Name of a kubeconfig's current context, which is not secret. */
export function currentContext(kubeconfig: pulumi.Output<string>): pulumi.Output<string> {
    return pulumi.unsecret(
        kubeconfig.apply((contents) => {
            const { "current-context": context } = JSON.parse(contents) as Record<string, string>;
            return context ?? "";
        }),
    );
}
