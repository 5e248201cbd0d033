import { CloudResource } from "./cloudResource";
import { now } from "./now";
import { CloudSettings } from "./settings";
import { TYPES } from "./types";
import { textAt, textsAt, Values } from "./values";

/** A service to which a role must be visible. */
interface User {
    type: string;
    path: string;
    error: (arn: string) => string;
    /** Whether the provider retries on that error. */
    retries: boolean;
}

const EKS = "terraform-provider-aws, internal/service/eks";

/**
 * IAM is eventually consistent (IAM user guide, troubleshooting); the provider determines which
 * calls cope with that.
 */
export const USERS_OF_ROLES: readonly (User & { source: string })[] = [
    {
        ...{ type: TYPES.cluster, path: "roleArn", retries: true },
        source: `${EKS}/cluster.go, resourceClusterCreate`,
        error: (arn) => `InvalidParameterException: roleArn, ${arn}, does not exist`,
    },
    {
        ...{ type: TYPES.podIdentityAssociation, path: "roleArn", retries: true },
        source: `${EKS}/pod_identity_association.go, Create`,
        error: () => "InvalidParameterException: Role provided in the request does not exist.",
    },
    {
        ...{ type: TYPES.accessEntry, path: "principalArn", retries: true },
        source: `${EKS}/access_entry.go, resourceAccessEntryCreate`,
        error: () =>
            "InvalidParameterException: The specified principalArn is invalid: invalid principal.",
    },
    {
        ...{ type: TYPES.addon, path: "serviceAccountRoleArn", retries: true },
        source: `${EKS}/addon.go, resourceAddonCreate`,
        error: (arn) => `InvalidParameterException: role ${arn} does not exist`,
    },
    {
        ...{ type: TYPES.nodeGroup, path: "nodeRoleArn", retries: false },
        source: `${EKS}/node_group.go, resourceNodeGroupCreate`,
        error: (arn) =>
            `InvalidParameterException: The role with name ${arn.split("/").pop()} cannot be found.`,
    },
];

/** How long the provider retries (internal/service/eks/service_package.go, propagationTimeout). */
const PATIENCE_MS = 120_000;

export interface Waiting {
    milliseconds: number;
    /** The error if nobody waits long enough. */
    error?: string;
}

/** How long a call waits for roles that are not visible yet. */
export function waitForRoles(
    type: string,
    inputs: Values,
    all: readonly CloudResource[],
    { rolePropagationMs }: CloudSettings,
): Waiting {
    const waits = USERS_OF_ROLES.filter((user) => user.type === type).flatMap((user) =>
        textsAt(inputs, user.path).map((arn) => {
            const role = all.find(
                (one) => one.type === TYPES.role && textAt(one.outputs, "arn") === arn,
            );
            const milliseconds = Math.max(0, (role?.madeAt ?? 0) + rolePropagationMs - now());
            const isPatient = user.retries && milliseconds <= PATIENCE_MS;
            const error = milliseconds > 0 && !isPatient ? user.error(arn) : undefined;
            return { milliseconds: error === undefined ? milliseconds : 0, error };
        }),
    );
    return {
        milliseconds: Math.max(0, ...waits.map(({ milliseconds }) => milliseconds)),
        error: waits.find(({ error }) => error !== undefined)?.error,
    };
}
