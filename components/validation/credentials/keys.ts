/** Whose password a key with the short form is, in one word, too. */
const PASSWORDS =
    "(?:db|user|store|key|smtp|mail|redis|mysql|pg|mongo|ldap|ftp|jdbc|proxy|admin|root)\\.?(?:pass|pw)";
const PASSWORD = new RegExp(`${PASSWORDS}$`);

/**
 * Words of a key whose value is a credential: those of Spark's own `spark.redaction.regex`
 * ("secret|password|token|access[.]?key"), of Hadoop's `hadoop.security.sensitive-config-keys`, and
 * the short forms of drivers and clients: `MYSQL_PWD`, `SMTP_PASS`.
 */
const CREDENTIAL = new RegExp(
    "^.*(" +
        [
            "secret|password|passwd|passphrase|token|credentials?|\\bpwd|\\bpass",
            // Two letters alone are many a word; as an option (`--pw`) they are not.
            "(?<=^\\.)pw",
            PASSWORDS,
            "(?:access|account|api|private|secret|signing|subscription)\\.?key",
        ].join("|") +
        ")\\b(.*)$",
);

/** Words after it that say that the value is something about a credential, not the thing itself. */
const ABOUT = new RegExp(
    `\\b(${[
        // names and places of it
        "alias|arn|backend|binding|bucket|column|dir|directory|endpoint|engine|env|field|file|folder",
        "group|header|host|item|label|location|lookup|manager|mapping|name|namespace|path|port|prefix",
        "provider|ref|reference|region|role|service|source|storage|store|suffix|uri|url|vault",
        // kinds and forms of it
        "algorithm|audience|class|enabled|encoding|format|issuer|kind|mechanism|pattern|policy|regex",
        "scheme|scope|strategy|template|type|version",
        // amounts and times
        "bits?|budget|count|expiration|expires|expiry|interval|length|lifetime|limit|max|min|ms",
        "ratio|seconds|size|timeout|ttl|unit|wait|window",
    ].join("|")})\\b`,
);

/** Names and ids of Secrets, and of secrets in AWS Secrets Manager and others: `--secret-id`. */
const NAME_OF_SECRET =
    /\b((password|passwd|passphrase|credentials?|pull|kubernetes|k8s|tls)\.secret|(secret|token|credentials?|password)\.id|private\.key\.id)$/;

/** What such a name looks like; the ids of Vault's AppRole are UUIDs, and credentials (`secret_id`). */
const NAME = /^(?![0-9a-f]{8}(-[0-9a-f]{4}){3}-)[A-Za-z0-9]([\w./@-]{0,510}[A-Za-z0-9])?$/;

/** Passes over data, and other kinds that are no passwords. */
const COUNTED_PASS =
    /\b(first|second|third|last|next|single|one|two|multi|full|high|low|band|by|per)\.pass$/;

/** Words of an amount. With a number as value, the key is of one: `max-token: 4096`. */
const AMOUNT = /\b(max|min|limit|num|number|count|size|length)\b/;

/** Keys that name a Kubernetes Secret, something of other tools or a file, and may have any word in them. */
const REFERENCE =
    /^spark\.kubernetes\.(driver|executor)\.(secrets|secretKeyRef|annotation|label)\.|^GOOGLE_APPLICATION_CREDENTIALS$/;

/** Names in keys that are not ours to judge: of buckets, catalogs, Kafka clusters and Azure accounts. */
const NAMES: readonly [RegExp, string][] = [
    [/\bfs\.s3a\.bucket\.[^.]+\./, "fs.s3a."],
    [/^spark\.sql\.catalog\.[^.]+\./, "spark.sql.catalog."],
    [/^spark\.kafka\.clusters\.[^.]+\./, "spark.kafka.clusters."],
    [/\.[a-z0-9]{3,24}\.(blob|dfs)\.[a-z.]{1,64}$/, ""],
];

/** Has any of the words, perhaps; the cheap question first, for each word of a long value. */
const MAYBE = /secret|pass|pw|token|credential|key/i;

/** Longer ones are no keys. */
const LONGEST_KEY = 1024;

/**
 * Whether the value of a key is a credential, by the key's words.
 *
 * @param value what little is asked of it; nothing where it is not known yet
 */
export function namesCredential(key: string, value = ""): boolean {
    if (key.length > LONGEST_KEY || !MAYBE.test(key) || REFERENCE.test(key)) {
        return false;
    }
    const name = words(key);
    const [, word, rest] = CREDENTIAL.exec(name) ?? [];
    if (word === undefined || rest === undefined || ABOUT.test(rest)) {
        return false;
    }
    const isFolder = word === "pwd" && value.startsWith("/");
    const isAmount = AMOUNT.test(name) && /^\d+$/.test(value);
    const isName = NAME_OF_SECRET.test(name) && NAME.test(value);
    const isPass = word === "pass" && !PASSWORD.test(name) && isPassOver(name, value);
    return !isFolder && !isAmount && !isName && !isPass;
}

/** `pass: 2` and `first_pass`. */
function isPassOver(name: string, value: string): boolean {
    return /^\d{1,3}$/.test(value) || COUNTED_PASS.test(name);
}

/** The words of a key in lower case, with dots between: `keyStorePassword` -> `key.store.password`. */
function words(key: string): string {
    return NAMES.reduce((name, [pattern, instead]) => name.replace(pattern, instead), key)
        .replace(/^-D/, "")
        .replace(/([a-z0-9])([A-Z])/g, "$1.$2")
        .replace(/([A-Z])([A-Z][a-z])/g, "$1.$2")
        .replace(/[^A-Za-z0-9]+/g, ".")
        .toLowerCase();
}
