import * as pulumi from "@pulumi/pulumi";
import { EksConnection } from "../components/aws/eksConnection";
import { ClusterConnection } from "../components/cluster/connection";
import { awsFunction, ISSUER, newCluster } from "../preview/awsFunctions";
import { KUBECONFIG, someCluster } from "./cluster";
import { register, Registered, RegisterOptions, stateOf } from "./mocks";
import { autoScalingGroup } from "./nodeGroupNodes";

/** A cluster's connection, as plain values. */
export const someEks: EksConnection = {
    clusterName: "analytics",
    version: "1.35",
    region: "eu-central-1",
    accountId: "111122223333",
    partition: "aws",
    subnets: [
        { zone: "eu-central-1a", id: "subnet-a" },
        { zone: "eu-central-1b", id: "subnet-b" },
    ],
    nodeSecurityGroupIds: ["sg-nodes"],
};

/** A user's own EKS cluster; create it inside a program with mocks. */
export function someEksCluster(more: Partial<EksConnection> = {}): ClusterConnection {
    const { name, provider } = someCluster("analytics");
    return { kind: "eks", name, provider, eks: { ...someEks, ...more } };
}

const ARNS: Record<string, (name: string) => string> = {
    "aws:iam/role:Role": (name) => `arn:aws:iam::111122223333:role/${name}`,
    "aws:iam/policy:Policy": (name) => `arn:aws:iam::111122223333:policy/${name}`,
    "aws:sqs/queue:Queue": (name) => `arn:aws:sqs:eu-central-1:111122223333:${name}`,
};

interface AwsOptions extends RegisterOptions {
    /**
     * ARN of the identity that runs the stack.
     * @default a session of a role
     */
    caller?: string;
}

/** Runs a program with mocks that assign names and ARNs like AWS; in a preview they are unknown. */
export function registerOnAws(
    program: () => unknown,
    { caller, ...options }: AwsOptions = {},
): Promise<Registered[]> {
    return register(() => {
        const { mocks } = pulumi.runtime.getMonitor() as unknown as {
            mocks: pulumi.runtime.Mocks;
        };
        mocks.call = (call) => {
            const answered = awsFunction(call);
            const isCaller = call.token === "aws:index/getCallerIdentity:getCallerIdentity";
            return caller !== undefined && isCaller ? { ...answered, arn: caller } : answered;
        };
        if (options.preview !== true) {
            mocks.newResource = (args) => answer(args, options.kept);
        }
        return program();
    }, options);
}

/** Outputs of the component `eks.Cluster`. */
const componentOutputs = {
    eksCluster: newCluster("analytics"),
    kubeconfigJson: KUBECONFIG,
    oidcProviderArn: `arn:aws:iam::111122223333:oidc-provider/${ISSUER}`,
    oidcIssuer: ISSUER,
};

function answer(
    args: pulumi.runtime.MockResourceArgs,
    kept?: Record<string, unknown>,
): pulumi.runtime.MockResourceResult {
    if (args.type === "eks:index:Cluster") {
        return { id: undefined, state: componentOutputs };
    }
    const name = `${args.name}-0a1b2c3`;
    const arn = ARNS[args.type]?.(name) ?? bucketArn(args);
    const url = `https://sqs.eu-central-1.amazonaws.com/111122223333/${name}`;
    const latestVersion = 1;
    const resources = madeByEks(args);
    return {
        id: `${args.name}-id`,
        state: { name, url, arn, latestVersion, resources, ...inEcr(args), ...stateOf(args, kept) },
    };
}

/** ECR's outputs of a repository. */
function inEcr({ type, inputs }: pulumi.runtime.MockResourceArgs): object {
    return type === "aws:ecr/repository:Repository"
        ? { repositoryUrl: `111122223333.dkr.ecr.eu-central-1.amazonaws.com/${inputs["name"]}` }
        : {};
}

/** It contains neither account nor region. */
function bucketArn({ type, inputs }: pulumi.runtime.MockResourceArgs): string | undefined {
    return type === "aws:s3/bucket:Bucket" ? `arn:aws:s3:::${String(inputs["bucket"])}` : undefined;
}

/** What EKS creates for a node group. */
function madeByEks({ type, inputs }: pulumi.runtime.MockResourceArgs): object[] | undefined {
    return type === "aws:eks/nodeGroup:NodeGroup"
        ? [{ autoscalingGroups: [{ name: autoScalingGroup(String(inputs["nodeGroupName"])) }] }]
        : undefined;
}

/** Type (without package and module) and logical name. */
export function label({ type, name }: { type: string; name: string }): string {
    return `${type.split(":").pop()} ${name}`;
}

export function labelOfUrn(urn: string): string {
    const [, , type = "", name = ""] = urn.split("::");
    return label({ type, name });
}

/** Labels of a resource's dependencies. */
export function dependenciesOf({ dependencies }: Registered): string[] {
    return dependencies.map(labelOfUrn).sort();
}

/** Whether a resource depends on another one, even indirectly or through its provider. */
export function needs(resources: Registered[], one: string, other: string): boolean {
    const seen = new Set<string>();
    const open = [one];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
        if (seen.has(next)) {
            continue;
        }
        seen.add(next);
        const found = resources.filter((resource) => label(resource) === next);
        const urns = found.flatMap(({ dependencies, provider }) => [...dependencies, provider]);
        open.push(...urns.filter(Boolean).map(labelOfUrn));
    }
    return one !== other && seen.has(other);
}
