/**
 * Words of a key whose value is a credential: those of Spark's own `spark.redaction.regex`
 * ("secret|password|token|access[.]?key") and of Hadoop's `hadoop.security.sensitive-config-keys`.
 */
const CREDENTIAL =
    /^.*(secret|password|passwd|passphrase|token|credentials?|(access|account|api|private)\.?key)\b(.*)$/;

/** Words after it that say that the value is something about a credential, not the thing itself. */
const ABOUT =
    /\b(binding|class|enabled|endpoint|expires|file|interval|item|length|lifetime|mapping|mechanism|ms|name|path|provider|ratio|regex|timeout|type|uri|url|wait)\b/;

/** Keys that name a Kubernetes Secret or a file, and may have any word in them. */
const REFERENCE =
    /^spark\.kubernetes\.(driver|executor)\.(secrets|secretKeyRef)\.|^GOOGLE_APPLICATION_CREDENTIALS$/;

/** Texts that are credentials, whatever the key. */
const CREDENTIAL_VALUES: [RegExp, string][] = [
    // Identifiers of access keys: AKIA of users, ASIA of sessions (AWS, "IAM identifiers").
    [/\b(AKIA|ASIA)[A-Z0-9]{16}\b/, "an AWS access key"],
    [/-----BEGIN [A-Z ]*PRIVATE KEY/, "a private key"],
];

const ADVICE =
    ", which whoever may see the job can read: keep it in a Kubernetes Secret, " +
    "and name that in `secretEnv` of driver and executor";

/**
 * What is wrong with a Spark property or an environment variable that holds a credential, or
 * nothing. The message never shows the value.
 */
export function credentialProblem(key: string, value: unknown): string | undefined {
    const text = typeof value === "string" ? value : "";
    const found = CREDENTIAL_VALUES.find(([pattern]) => pattern.test(text));
    if (found !== undefined) {
        return `holds ${found[1]}${ADVICE}`;
    }
    const isFlag = typeof value === "boolean" || text === "true" || text === "false";
    return !isFlag && holdsCredential(key) ? `looks like a credential${ADVICE}` : undefined;
}

function holdsCredential(key: string): boolean {
    if (REFERENCE.test(key)) {
        return false;
    }
    const [, , , rest] = CREDENTIAL.exec(words(key)) ?? [];
    return rest !== undefined && !ABOUT.test(rest);
}

/** The words of a key in lower case, with dots between: `keyStorePassword` -> `key.store.password`. */
function words(key: string): string {
    return (
        key
            // The name of a bucket is not ours to judge.
            .replace(/\bfs\.s3a\.bucket\.[^.]+\./, "fs.s3a.")
            .replace(/([a-z0-9])([A-Z])/g, "$1.$2")
            .replace(/([A-Z])([A-Z][a-z])/g, "$1.$2")
            .replace(/[^A-Za-z0-9]+/g, ".")
            .toLowerCase()
    );
}
