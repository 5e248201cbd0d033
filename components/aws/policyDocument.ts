/** An IAM policy document in IAM's own format. Lists stay lists, even with a single entry. */
export interface PolicyDocument {
    Version: "2012-10-17";
    Statement: Statement[];
}

export interface Statement {
    Sid: string;
    Effect: "Allow" | "Deny";
    /** Only in trust policies and queue policies. */
    Principal?: "*" | Principal;
    Action: string[];
    /** Absent in trust policies, which belong to a single role. */
    Resource?: string[];
    Condition?: Condition;
}

interface Principal {
    AWS?: string[];
    Service?: string[];
    Federated?: string[];
}

/** Condition operator → condition key → values. */
type Condition = Record<string, Record<string, string | string[]>>;

/** Maximum size of a managed policy, without white space (IAM user guide, IAM and AWS STS quotas). */
export const MANAGED_POLICY_CHARACTERS = 6144;

/**
 * Why IAM would reject a policy as too large, if it would.
 *
 * @param advice how to make it smaller
 */
export function policySizeProblem(document: PolicyDocument, advice: string): string | undefined {
    const size = JSON.stringify(document).length;
    return size > MANAGED_POLICY_CHARACTERS
        ? `needs a policy of ${size} characters, but IAM allows ${MANAGED_POLICY_CHARACTERS}: ${advice}`
        : undefined;
}

export function policyDocument(...statements: Statement[]): PolicyDocument {
    return { Version: "2012-10-17", Statement: statements };
}
