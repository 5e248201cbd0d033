import * as pulumi from "@pulumi/pulumi";

/** What a kubeconfig says of an EKS cluster. */
export interface EksEndpoint {
    /** ARN of the cluster: name of the context, as `aws eks update-kubeconfig` has it. */
    arn: string;
    name: string;
    region: string;
    /** Address of the API server. */
    endpoint: string;
    /** Base64. */
    certificateAuthority: string;
}

/** A kubeconfig that asks the `aws` command for a token at each use: it holds no credentials. */
export function eksKubeconfig({
    arn,
    name,
    region,
    endpoint,
    certificateAuthority,
}: EksEndpoint): string {
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
                        args: ["--region", region, "eks", "get-token", "--cluster-name", name],
                        interactiveMode: "Never",
                    },
                },
            },
        ],
    });
}

/** Name of a kubeconfig's current context, which is no secret. */
export function currentContext(kubeconfig: pulumi.Output<string>): pulumi.Output<string> {
    return pulumi.unsecret(
        kubeconfig.apply((contents) => {
            const { "current-context": context } = JSON.parse(contents) as Record<string, string>;
            return context ?? "";
        }),
    );
}
