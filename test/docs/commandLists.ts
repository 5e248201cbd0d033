/**
 * What the docs use of other programs. test/cluster/docs.test.ts holds the engine's part against the
 * engine itself; add to a list only what the program's own help shows.
 */

/** Subcommands of `pulumi`, each with the flags that the docs use. */
export const PULUMI: Readonly<Record<string, readonly string[]>> = {
    cancel: ["--yes"],
    config: [],
    "config set": ["--secret", "--path", "--stack", "-s"],
    destroy: ["--yes", "--stack", "-s", "--refresh", "--skip-preview", "--target"],
    import: ["--parent", "--protect", "--stack", "-s", "--yes"],
    login: ["--local"],
    preview: ["--diff", "--stack", "-s"],
    refresh: ["--yes", "--clear-pending-creates", "--stack", "-s", "--skip-preview"],
    stack: ["--show-urns", "--stack", "-s"],
    "stack init": ["--secrets-provider", "--stack", "-s"],
    "stack output": ["--json", "--show-secrets", "--stack", "-s"],
    "stack rm": ["--yes", "--force", "--stack", "-s"],
    "stack select": ["--create", "--stack", "-s"],
    up: ["--yes", "--stack", "-s", "--replace", "--skip-preview", "--refresh"],
};

/** Flags of every subcommand of `pulumi`. */
export const PULUMI_GLOBAL = ["-C", "--cwd", "--non-interactive"];

export const KUBECTL = [
    "annotate",
    "apply",
    "auth",
    "config",
    "cordon",
    "create",
    "delete",
    "describe",
    "drain",
    "exec",
    "get",
    "label",
    "logs",
    "patch",
    "port-forward",
    "rollout",
    "scale",
    "taint",
    "version",
    "wait",
];

export const HELM = ["install", "list", "pull", "repo", "template", "uninstall", "upgrade"];

export const AWS = [
    "ec2 create-tags",
    "ec2 describe-availability-zones",
    "ec2 describe-instances",
    "ec2 describe-launch-templates",
    "ecr create-pull-through-cache-rule",
    "ecr create-repository",
    "ecr get-login-password",
    "eks associate-access-policy",
    "eks create-access-entry",
    "eks describe-addon-configuration",
    "eks describe-cluster",
    "eks update-kubeconfig",
    "eks update-nodegroup-version",
    "iam create-open-id-connect-provider",
    "iam create-service-linked-role",
    "logs delete-log-group",
    "s3 cp",
    "s3 ls",
    "s3 rm",
    "secretsmanager create-secret",
    "service-quotas request-service-quota-increase",
    "sts get-caller-identity",
];
