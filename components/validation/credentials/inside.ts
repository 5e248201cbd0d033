import { namesCredential } from "./keys";
import { isHarmless, VARIABLES } from "./references";
import { tokenIn } from "./tokens";

/**
 * What credential a value holds, or nothing: by the form of it, in a URL, or as `key=value`, whose key
 * is judged like any other. References to variables are no credentials.
 */
export function credentialIn(text: string): string | undefined {
    return tokenIn(text) ?? urlWithPassword(text) ?? namedInside(text);
}

/** What follows `scheme://` as user and password, up to the host: numbers after ":" are ports. */
const USER_AND_PASSWORD = /^[^\s/?#@:[\]"'<>]*:(?!\d*(?:[/?#,;\s"']|$))([^\s"'<>@]+)@/;

/** Of Oracle's thin driver: `jdbc:oracle:thin:user/password@host`. */
const ORACLE = /\bjdbc:oracle:\w{1,16}:[^\s/@:]{1,128}\/([^\s@/]{1,256})@/g;

/** More than user and password take; bounds the time for a string of nothing but "://". */
const LONGEST_AUTHORITY = 1024;

function urlWithPassword(text: string): string | undefined {
    const kind = "the password of a URL";
    if (!text.includes("@")) {
        return undefined;
    }
    for (let at = text.indexOf("://"); at >= 0; at = text.indexOf("://", at + 3)) {
        const authority = text.slice(at + 3, at + 3 + LONGEST_AUTHORITY);
        const [, password] = USER_AND_PASSWORD.exec(authority) ?? [];
        if (password !== undefined && !VARIABLES.any.test(password)) {
            return kind;
        }
    }
    const oracle = [...text.matchAll(ORACLE)];
    return oracle.some(([, password = ""]) => !VARIABLES.any.test(password)) ? kind : undefined;
}

/** What may be a key, or an option. */
const WORD = /[\w.-]+/g;

/** `=` but not `==`, and JSON's `":`; one more quote or backslash stands around it in nested strings. */
const EQUALS = /\\?["']?=(?![=>~])|\\?["']\s{0,4}:\s{0,4}(?=\\?["'\d])/y;

/** Of properties files and JAAS; in SQL it compares. */
const SPACED_EQUALS = /\s{0,4}=(?![=>~])\s{0,4}/y;
const SQL = /\b(select|where|join)\b/i;

/** `X-Api-Key: …` of a header. */
const COLON = /:\s{1,4}/y;

/** `--password …`, in one string. */
const SPACE = /\s{1,4}(?![\s-])/y;

/** A value in quotes, or up to what ends it in URLs, connection strings, JAAS and JSON. */
const VALUE =
    /\\?"((?:[^"\\]|\\(?!")){0,512})|\\?'((?:[^'\\]|\\(?!')){0,512})|((?:\$\{[^}$\s]{1,256}\}|\$\([\w.-]{1,256}\)|[^\s"'&;,)\]}\\]){0,512})/y;

/** Signatures of addresses that are good without any other credential: AWS, Google Cloud, Azure (SAS). */
const SIGNATURE = /^(sig|x-amz-signature|x-goog-signature)$/i;

function namedInside(text: string): string | undefined {
    const isSql = SQL.test(text);
    for (const match of text.matchAll(WORD)) {
        const [word] = match;
        const before = text.charAt(match.index - 1);
        const start = startOfValue(text, word, match.index, isSql);
        if (start === undefined) {
            continue;
        }
        const isSignature = SIGNATURE.test(word) && /^[?&;\s"']?$/.test(before);
        if (!isSignature && !namesCredential(word)) {
            continue;
        }
        const value = valueAt(text, start);
        const isHeld = !isHarmless(value) && !VARIABLES.any.test(value);
        if (isHeld && (isSignature || namesCredential(word, value))) {
            return isSignature ? "a signed URL" : "a credential";
        }
    }
    return undefined;
}

/** Where the value of a word begins, if it has one. */
function startOfValue(
    text: string,
    word: string,
    index: number,
    isSql: boolean,
): number | undefined {
    const end = index + word.length;
    const isHeader = /^[A-Za-z0-9]+(-[A-Za-z0-9]+)+$/.test(word);
    const isOption = word.startsWith("-") && /^[\s"']?$/.test(text.charAt(index - 1));
    return (
        endOf(EQUALS, text, end) ??
        (isSql ? undefined : endOf(SPACED_EQUALS, text, end)) ??
        (isHeader ? endOf(COLON, text, end) : undefined) ??
        (isOption ? endOf(SPACE, text, end) : undefined)
    );
}

function endOf(pattern: RegExp, text: string, from: number): number | undefined {
    pattern.lastIndex = from;
    return pattern.test(text) ? pattern.lastIndex : undefined;
}

function valueAt(text: string, start: number): string {
    VALUE.lastIndex = start;
    const [, double, single, plain] = VALUE.exec(text) ?? [];
    return (double ?? single ?? plain ?? "").trim();
}
