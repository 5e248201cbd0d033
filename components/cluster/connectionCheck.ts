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
 * A text of a connection, which another component has checked already, or an Output. Such Outputs
 * stay as they are: connections are known by their identity.
 */
export const connectionText: InputCheck = Object.assign(
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
    name: required(connectionText),
    provider: required(provider),
    zones: listOf(nonEmptyString),
    kubeconfig: connectionText,
    stackKubeconfig: connectionText,
    eks: partOf<EksConnection>({
        clusterName: required(connectionText),
        version: required(connectionText),
        region: required(connectionText),
        accountId: required(connectionText),
        partition: required(connectionText),
        subnets: required(
            listOf(
                partOf<EksSubnet>({
                    zone: required(nonEmptyString),
                    id: required(connectionText),
                }),
            ),
        ),
        nodeSecurityGroupIds: required(listOf(connectionText)),
        systemNodes: wholeNumber(1),
        systemNodeType: nonEmptyString,
        tags: mapOf(connectionText),
        isolated: boolean,
        oidcProvider: partOf<EksOidcProvider>({
            arn: required(connectionText),
            issuer: required(connectionText),
        }),
    }),
});

const CLUSTERS = "a KubeContextCluster, an EksCluster or an ExistingEksCluster";

/** Check of a cluster that something is to be made on. */
export const clusterConnectionCheck: Check = (value, path, problems) => {
    const isOther = typeof value !== "object" || value === null || !("provider" in value);
    if (isOther && isKnown(value)) {
        problems.add(path, `${formatValue(value)} is not a cluster: give ${CLUSTERS}`);
    } else {
        connection(value, path, problems);
    }
};

/** The same for an argument that must be there. */
export const requiredCluster = required(
    clusterConnectionCheck,
    "give a cluster, e.g. a KubeContextCluster",
);
