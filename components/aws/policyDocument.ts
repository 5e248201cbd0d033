/** An IAM policy in IAM's own words. Lists stay lists, even of one. */
export interface PolicyDocument {
    Version: "2012-10-17";
    Statement: Statement[];
}

export interface Statement {
    Sid: string;
    Effect: "Allow" | "Deny";
    /** Only in policies of roles and queues. */
    Principal?: "*" | Principal;
    Action: string[];
    /** Not in trust policies: they belong to one role. */
    Resource?: string[];
    Condition?: Condition;
}

interface Principal {
    AWS?: string[];
    Service?: string[];
    Federated?: string[];
}

/** Operator to condition key to values. */
type Condition = Record<string, Record<string, string | string[]>>;

/** Longest policy of its own that IAM takes, without white space (IAM user guide, IAM and AWS STS quotas). */
export const MANAGED_POLICY_CHARACTERS = 6144;

/**
 * Why IAM does not take a policy, if so.
 *
 * @param advice what makes it smaller
 */
export function policySizeProblem(document: PolicyDocument, advice: string): string | undefined {
    const size = JSON.stringify(document).length;
    return size > MANAGED_POLICY_CHARACTERS
        ? `makes a policy of ${size} characters, and IAM takes ${MANAGED_POLICY_CHARACTERS}: ${advice}`
        : undefined;
}

export function policyDocument(...statements: Statement[]): PolicyDocument {
    return { Version: "2012-10-17", Statement: statements };
}
