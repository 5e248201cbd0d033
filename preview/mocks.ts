import * as pulumi from "@pulumi/pulumi";
import { ACCOUNT, awsFunction, clusterArn, FunctionCall, ISSUER, newCluster } from "./awsFunctions";
import { kubeconfigWith } from "./kubeconfig";

type State = Record<string, unknown>;
interface NewResource {
    type: string;
    name: string;
    inputs: State;
}

/** What providers would return: made up, but always the same for the same resource. */
export const mocks = {
    newResource({ type, name, inputs }: NewResource): { id: string; state: State } {
        const id = `${name}-id`;
        if (type === "eks:index:Cluster") {
            return { id, state: { ...inputs, ...componentOutputs(String(inputs["name"])) } };
        }
        if (type === "pulumi:index:Stash") {
            return { id, state: { ...inputs, output: stashed(name, inputs["input"]) } };
        }
        if (!type.startsWith("aws:")) {
            return { id, state: inputs };
        }
        const url = `https://sqs.eu-central-1.amazonaws.com/${ACCOUNT}/${name}`;
        const resources = madeByEks(type, name);
        const given = { arn: arnOf(type, name), name, url, latestVersion: 1, resources };
        return { id, state: { ...given, ...inputs } };
    },

    call(call: FunctionCall): State {
        return awsFunction(call);
    },
};

/** What a stash has kept; a made-up value for a secret one, which is random when it is new. */
function stashed(name: string, input: unknown): unknown {
    return pulumi.runtime.isRpcSecret(input) ? `${name}-output` : input;
}

/** What EKS creates for a node group. */
function madeByEks(type: string, name: string): State[] | undefined {
    return type === "aws:eks/nodeGroup:NodeGroup"
        ? [{ autoscalingGroups: [{ name: `eks-${name}` }] }]
        : undefined;
}

function arnOf(type: string, name: string): string {
    const [service = "", kind = ""] = (type.split(":")[1] ?? "").split("/");
    const region = service === "iam" ? "" : "eu-central-1";
    const resource = service === "sqs" ? name : `${kind}/${name}`;
    return `arn:aws:${service}:${region}:${ACCOUNT}:${resource}`;
}

/** Outputs of the component `eks.Cluster`. */
function componentOutputs(name: string): State {
    return {
        eksCluster: newCluster(name),
        kubeconfigJson: JSON.stringify(kubeconfigWith(clusterArn(name))),
        oidcProviderArn: `arn:aws:iam::${ACCOUNT}:oidc-provider/${ISSUER}`,
        oidcIssuer: ISSUER,
    };
}
