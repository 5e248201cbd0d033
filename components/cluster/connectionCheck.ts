import * as pulumi from "@pulumi/pulumi";
import { EksConnection, EksOidcProvider, EksSubnet } from "../aws/eksConnection";
import {
    Check,
    InputCheck,
    isKnown,
    listOf,
    mapOf,
    partOf,
    required,
    valueCheck,
} from "../validation/checks";
import { formatValue, Problems } from "../validation/problems";
import { boolean, nonEmptyString, oneOf, wholeNumber } from "../validation/values";
import { ClusterConnection, ClusterKind } from "./connection";

/**
 * A string of a connection, already checked by another component, or an Output. Outputs are kept as
 * they are, because connections are compared by identity.
 */
export const connectionString: InputCheck = Object.assign(
    (value: unknown, path: string, problems: Problems) => {
        if (isKnown(value)) {
            nonEmptyString(value, path, problems);
        }
    },
    { takesOutputs: true } as const,
);

export const provider = valueCheck((value) =>
    pulumi.ProviderResource.isInstance(value)
        ? undefined
        : `${formatValue(value)} is not a provider (e.g. new kubernetes.Provider(…))`,
);

const connection = partOf<ClusterConnection>({
    kind: required(oneOf("kind of cluster", ClusterKind)),
    name: required(connectionString),
    provider: required(provider),
    zones: listOf(nonEmptyString),
    kubeconfig: connectionString,
    stackKubeconfig: connectionString,
    eks: partOf<EksConnection>({
        clusterName: required(connectionString),
        version: required(connectionString),
        region: required(connectionString),
        accountId: required(connectionString),
        partition: required(connectionString),
        subnets: required(
            listOf(
                partOf<EksSubnet>({
                    zone: required(nonEmptyString),
                    id: required(connectionString),
                }),
            ),
        ),
        nodeSecurityGroupIds: required(listOf(connectionString)),
        systemNodes: wholeNumber(1),
        systemNodeType: nonEmptyString,
        tags: mapOf(connectionString),
        isolated: boolean,
        oidcProvider: partOf<EksOidcProvider>({
            arn: required(connectionString),
            issuer: required(connectionString),
        }),
    }),
});

const CLUSTERS = "a KubeContextCluster, an EksCluster or an ExistingEksCluster";

/** Check of the cluster on which something is created. */
export const clusterConnectionCheck: Check = (value, path, problems) => {
    const isOther = typeof value !== "object" || value === null || !("provider" in value);
    if (isOther && isKnown(value)) {
        problems.add(path, `${formatValue(value)} is not a cluster: pass ${CLUSTERS}`);
    } else {
        connection(value, path, problems);
    }
};

/** The same for a required argument. */
export const requiredCluster = required(
    clusterConnectionCheck,
    "pass a cluster, e.g. a KubeContextCluster",
);
