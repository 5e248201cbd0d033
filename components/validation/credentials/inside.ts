import { namesCredential } from "./keys";
import { isHarmless, VARIABLES } from "./references";
import { FoundCredential, tokensIn } from "./tokens";

/**
 * What credential a value holds, or nothing: by the form of it, in a URL, or as `key=value`, whose key
 * is judged like any other. References to variables are no credentials.
 */
export function credentialIn(text: string): string | undefined {
    for (const { kind } of credentialsIn(text)) {
        return kind;
    }
    return undefined;
}

/** All credentials in a string; they may overlap. */
export function* credentialsIn(text: string): Generator<FoundCredential> {
    yield* tokensIn(text);
    yield* urlsWithPassword(text);
    yield* namedInside(text);
}

/** What follows `scheme://` as user and password, up to the host: numbers after ":" are ports. */
const USER_AND_PASSWORD = /^[^\s/?#@:[\]"'<>]*:(?!\d*(?:[/?#,;\s"']|$))([^\s"'<>@]+)@/;

/** Of Oracle's thin driver: `jdbc:oracle:thin:user/password@host`. */
const ORACLE = /\bjdbc:oracle:\w{1,16}:[^\s/@:]{1,128}\/([^\s@/]{1,256})@/g;

/** More than user and password take; bounds the time for a string of nothing but "://". */
const LONGEST_AUTHORITY = 1024;

function* urlsWithPassword(text: string): Generator<FoundCredential> {
    if (!text.includes("@")) {
        return;
    }
    for (let at = text.indexOf("://"); at >= 0; at = text.indexOf("://", at + 3)) {
        const authority = text.slice(at + 3, at + 3 + LONGEST_AUTHORITY);
        yield* passwordBefore(USER_AND_PASSWORD.exec(authority), at + 3);
    }
    for (const match of text.matchAll(ORACLE)) {
        yield* passwordBefore(match, match.index);
    }
}

/** The last group of a match that ends with "@". */
function* passwordBefore(match: RegExpExecArray | null, from: number): Generator<FoundCredential> {
    const [all = "", password] = match ?? [];
    if (password !== undefined && !VARIABLES.any.test(password)) {
        const end = from + all.length - 1;
        yield { kind: "the password of a URL", start: end - password.length, end };
    }
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

/** Signatures of URLs that are good without any other credential: AWS, Google Cloud, Azure (SAS). */
const SIGNATURE = /^(sig|x-amz-signature|x-goog-signature)$/i;

function* namedInside(text: string): Generator<FoundCredential> {
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
        const { value, ...place } = valueAt(text, start);
        const isHeld = !isHarmless(value) && !VARIABLES.any.test(value);
        if (isHeld && (isSignature || namesCredential(word, value))) {
            yield { kind: isSignature ? "a signed URL" : "a credential", ...place };
        }
    }
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

/** What a value goes on with after the part that is judged: in double quotes, in single ones, in none. */
const REST = {
    double: /(?:[^"\\]|\\(?!"))*/y,
    single: /(?:[^'\\]|\\(?!'))*/y,
    plain: /[^\s"'&;,)\]}\\]*/y,
};

function valueAt(text: string, at: number): { value: string; start: number; end: number } {
    VALUE.lastIndex = at;
    const [all = "", double, single, plain] = VALUE.exec(text) ?? [];
    const value = double ?? single ?? plain ?? "";
    const rest =
        double !== undefined ? REST.double : single !== undefined ? REST.single : REST.plain;
    const judged = at + all.length;
    return {
        value: value.trim(),
        start: judged - value.length,
        end: endOf(rest, text, judged) ?? judged,
    };
}
