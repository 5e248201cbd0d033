/**
 * Strings that are credentials, whatever the key: the forms that their makers have given them to be
 * found by. Each pattern takes time in proportion to the string: a word is looked at from its start
 * only, and no two repetitions in a row share a character.
 */
const TOKENS: readonly [RegExp, string][] = [
    // Identifiers of access keys: AKIA of users, ASIA of sessions (AWS, "IAM identifiers").
    [/\b(AKIA|ASIA)[A-Z0-9]{16}\b/, "an AWS access key"],
    // RFC 7468, and RFC 4880 for PGP.
    [/-----BEGIN [A-Z ]{0,40}PRIVATE KEY/, "a private key"],
    // GitHub, "About authentication to GitHub": ghp personal, gho OAuth, ghu and ghs apps, ghr refresh.
    [/gh[opusr]_[A-Za-z0-9]{20}|github_pat_[A-Za-z0-9]{16}/, "a GitHub token"],
    // GitLab, "Token prefixes": personal, deploy, runner, trigger, feed, OAuth, agent, CI job.
    [/\bgl(pat|dt|rt|ptt|ft|soat|agent|cbt)-[\w-]{16}/, "a GitLab token"],
    // Slack, "Token types", and "Sending messages using incoming webhooks".
    [/\b(xox[a-z]|xapp)-[A-Za-z0-9-]{10}/, "a Slack token"],
    [/hooks\.slack\.com\/(services|workflows)\/[A-Z]/, "a Slack webhook"],
    // RFC 7519: header and claims are JSON objects, of which base64 makes "eyJ…".
    [/(?<![\w-])eyJ[\w-]+\.eyJ[\w-]+\.[\w-]+/, "a JSON Web Token"],
    // Databricks, "Databricks personal access token authentication".
    [/\bdapi[0-9a-f]{32}/, "a Databricks token"],
    // Google Cloud, "Manage API keys"; access tokens and client secrets of OAuth 2.0.
    [/\bAIza[\w-]{35}/, "a Google API key"],
    [/\bya29\.[\w-]{20}|\bGOCSPX-[\w-]{20}/, "a Google OAuth token"],
    // Stripe, "API keys": secret and restricted ones.
    [/\b[sr]k_(live|test)_[A-Za-z0-9]{10}/, "a Stripe key"],
    // OpenAI and Anthropic, "API keys": with the kind of the key, or one word without.
    [/\bsk-((ant|proj|svcacct|admin|or)-[\w-]{16}|[A-Za-z0-9]{20})/, "an API key"],
    // Hugging Face, "User access tokens".
    [/\bhf_[A-Za-z0-9]{30}/, "a Hugging Face token"],
    // npm, "About access tokens".
    [/\bnpm_[A-Za-z0-9]{36}/, "an npm token"],
    // PyPI, "API token": a macaroon, whose base64 begins so.
    [/\bpypi-AgE[\w-]{16}/, "a PyPI token"],
    // HashiCorp Vault, "Tokens": service, batch and recovery.
    [/\bhv[sbr]\.[\w-]{20}/, "a Vault token"],
    // Docker Hub, "Personal access tokens"; Pulumi Cloud, "Access tokens".
    [/\bdckr_pat_[\w-]{16}|\bpul-[0-9a-f]{40}/, "an access token"],
    // Microsoft Entra ID, client secrets of applications (GitHub, "Supported secret scanning patterns").
    [/[A-Za-z0-9_~.]{3}\dQ~[\w~.-]{31}/, "a client secret of Microsoft Entra ID"],
    // SendGrid, "API keys".
    [/\bSG\.[\w-]{22}\.[\w-]{43}/, "a SendGrid key"],
];

/** A credential in a string. */
export interface FoundCredential {
    kind: string;
    /** Where the part that nobody may see begins and ends. */
    start: number;
    end: number;
}

/** Kind of the token in a string, or nothing. */
export function tokenIn(text: string): string | undefined {
    for (const { kind } of tokensIn(text)) {
        return kind;
    }
    return undefined;
}

/** What may follow the part of a token by which it is known. */
const REST = /[\w~.+/=-]*/y;

/** All tokens in a string, those of one kind after the other. */
export function* tokensIn(text: string): Generator<FoundCredential> {
    for (const [pattern, kind] of TOKENS) {
        if (!pattern.test(text)) {
            continue;
        }
        for (const match of text.matchAll(new RegExp(pattern, "g"))) {
            yield {
                kind,
                start: match.index,
                end: endOfToken(text, match.index + match[0].length),
            };
        }
    }
    yield* headersIn(text);
}

function endOfToken(text: string, from: number): number {
    REST.lastIndex = from;
    REST.test(text);
    return REST.lastIndex;
}

/** RFC 6750 and RFC 7617: what follows the scheme in the header `Authorization`. */
const HEADER = /(?<!\w)(bearer|basic)\s{1,4}([\w.~+/-]{1,4096}={0,2})/gi;

function* headersIn(text: string): Generator<FoundCredential> {
    for (const match of text.matchAll(HEADER)) {
        const [all, scheme = "", value = ""] = match;
        const isAlone = all.length === text.trim().length;
        if (scheme.toLowerCase() === "basic" ? isUserAndPassword(value) : isToken(value, isAlone)) {
            const end = match.index + all.length;
            const kind = "the credential of a header";
            yield { kind, start: end - value.length, end: endOfToken(text, end) };
        }
    }
}

/** "Bearer tokens" and the like are words. */
function isToken(value: string, isAlone: boolean): boolean {
    const isWord = /^(tokens?|auth|authentication|authorization)$/i.test(value);
    return (isAlone && !isWord) || (value.length >= 8 && /\d/.test(value));
}

/** `user:password` in base64; words have no such meaning. */
function isUserAndPassword(value: string): boolean {
    return /^[ -~]*:[ -~]*$/.test(Buffer.from(value, "base64").toString("latin1"));
}
