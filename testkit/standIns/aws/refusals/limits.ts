import { TYPES } from "../types";
import { textAt, Values } from "../values";
import { Refusal, refusal, Request } from "./refusal";

const IAM_QUOTAS = "IAM user guide, reference_iam-quotas";

interface NameLimit {
    type: string;
    property: string;
    what: string;
    most: number;
    source: string;
}

const NAMES: readonly NameLimit[] = [
    name(TYPES.cluster, "a cluster", 100, "EKS API, CreateCluster, name"),
    {
        ...name(TYPES.nodeGroup, "a node group", 63, "EKS API, CreateNodegroup, nodegroupName"),
        property: "nodeGroupName",
    },
    name(TYPES.role, "a role", 64, IAM_QUOTAS),
    name(TYPES.policy, "a policy", 128, IAM_QUOTAS),
    name(TYPES.instanceProfile, "an instance profile", 128, IAM_QUOTAS),
    name(TYPES.launchTemplate, "a launch template", 128, "EC2 API, CreateLaunchTemplate"),
    name(TYPES.securityGroup, "a security group", 255, "EC2 API, CreateSecurityGroup"),
    name(TYPES.queue, "a queue", 80, "SQS API, CreateQueue, QueueName"),
    name(TYPES.eventRule, "an EventBridge rule", 64, "EventBridge API, PutRule, Name"),
    name(TYPES.logGroup, "a log group", 512, "CloudWatch Logs API, CreateLogGroup"),
];

/** Types without tags, or whose tags are not a map of strings. */
const WITHOUT_TAGS: readonly string[] = [TYPES.rolePolicyAttachment, TYPES.route];

export const LIMIT_REFUSALS: readonly Refusal[] = [
    ...NAMES.map(({ type, property, what, most, source }) =>
        refusal(
            `${what} name longer than ${most} characters`,
            source,
            { type, calls: ["create"] },
            ({ inputs }) => {
                const given = textAt(inputs, property) ?? "";
                return given.length > most
                    ? `ValidationError: 1 validation error detected: Value '${given}' at '${property}' ` +
                          `failed to satisfy constraint: Member must have length less than or equal to ${most}`
                    : undefined;
            },
        ),
    ),
    refusal(
        "a policy longer than 6,144 characters, not counting white space",
        IAM_QUOTAS,
        { type: TYPES.policy, calls: ["create", "update"] },
        ({ inputs }) => overSize(inputs["policy"], 6144, "PolicySize"),
    ),
    refusal(
        "a trust policy longer than 2,048 characters, not counting white space",
        `${IAM_QUOTAS} (role trust policy length)`,
        { type: TYPES.role, calls: ["create", "update"] },
        ({ inputs }) => overSize(inputs["assumeRolePolicy"], 2048, "ACLSizePerRole"),
    ),
    refusal(
        "more than 10 managed policies per role",
        IAM_QUOTAS,
        { type: TYPES.rolePolicyAttachment, calls: ["create"] },
        ({ inputs, all }) => {
            const own = all.filter(
                (one) =>
                    one.type === TYPES.rolePolicyAttachment &&
                    textAt(one.inputs, "role") === textAt(inputs, "role"),
            );
            return own.length >= 10
                ? "LimitExceeded: Cannot exceed quota for PoliciesPerRole: 10"
                : undefined;
        },
    ),
    {
        what: "more than 50 tags, a key longer than 128 characters or beginning with aws:, a value longer than 256",
        source: "Tagging AWS Resources user guide, tag naming limits",
        error: tagProblem,
    },
];

function name(type: string, what: string, most: number, source: string): NameLimit {
    return { type, property: "name", what, most, source };
}

function overSize(document: unknown, most: number, quota: string): string | undefined {
    const size = typeof document === "string" ? document.replace(/\s/g, "").length : 0;
    return size > most ? `LimitExceeded: Cannot exceed quota for ${quota}: ${most}` : undefined;
}

function tagProblem({ call, type, inputs }: Request): string | undefined {
    const tags = (inputs["tags"] ?? {}) as Values;
    if (call === "delete" || WITHOUT_TAGS.includes(type)) {
        return undefined;
    }
    const keys = Object.keys(tags);
    if (keys.length > 50) {
        return `TagLimitExceeded: ${keys.length} tags, at most 50`;
    }
    const wrong = keys.find(
        (key) => /^aws:/i.test(key) || key.length > 128 || String(tags[key]).length > 256,
    );
    return wrong === undefined
        ? undefined
        : `InvalidParameterValue: Tag key or value is invalid, or its prefix is reserved: ${wrong}`;
}
