/** Forms of a variable in a value. */
export const VARIABLES = {
    /**
     * Hadoop's `${env.NAME}`, `${env.NAME:-default}` and `${property}` (`Configuration.substituteVars`,
     * which takes no space and no "$" in it). `${env:NAME}` is spark-submit's.
     */
    hadoop: /\$\{[A-Za-z_][\w.-]{0,255}(?::-[^}$\s]{0,256})?\}/,
    /**
     * The same, spark-submit's, and Kubernetes' `$(NAME)` in arguments and variables of a container, where
     * `$$(NAME)` stays as it is (`Expand` of the kubelet).
     */
    any: /\$\{[A-Za-z_][\w.-]{0,255}(?::[^}$\s]{0,256})?\}|(?<!\$)(?:\$\$)*\$\([A-Za-z_][\w.-]{0,255}\)/,
} as const;

/** Names of secrets that are kept elsewhere, by their form. */
const SECRETS_ELSEWHERE: readonly RegExp[] = [
    // Amazon Resource Names, of whatever partition (aws, aws-cn, aws-us-gov).
    /^arn:aws[a-z-]{0,16}:[^\s"'=]+$/,
    // Secret Manager of Google Cloud.
    /^projects\/[\w.:-]+\/secrets\/[\w-]+(\/versions\/\w+)?$/,
    // Azure Key Vault.
    /^https:\/\/[\w-]+\.vault\.(azure\.net|azure\.cn|usgovcloudapi\.net)\/[\w/-]*$/,
];

/** Whether a value stands under the key of a credential, and is none. */
export function isHarmless(value: string): boolean {
    return (
        value === "" ||
        value === "true" ||
        value === "false" ||
        SECRETS_ELSEWHERE.some((pattern) => pattern.test(value))
    );
}
