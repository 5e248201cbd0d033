import assert from "node:assert/strict";
import * as fc from "fast-check";
import {
    lastWithin,
    MOST_BYTES,
    plainLines,
    plainText,
} from "../../../components/validation/plainText";
import { propertyRuns } from "../../../testkit/propertyRuns";

/** No control but the line feed, nothing that turns or hides a text. */
const UNSEEN =
    // eslint-disable-next-line no-control-regex
    /[\0-\x09\x0b-\x1f\x7f-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\u{e0000}-\u{e0fff}]/u;

const ACTS: [string, RegExp][] = [
    ["a control, an override or what is not seen", UNSEEN],
    ["a command of GitHub's runner", /^\s*::/m],
    ["an older command of it", /##\w*\[/],
    ["an element of HTML", /<\/?(?!module>|init>)[a-z!]/i],
    ["the end of a block of code", /```/],
    ["a mention", /(^|\W)@\w/m],
    ["an image or a link", /!\[|\]\(|^\s*\[[^\]\n]+\]:/m],
];

function assertPlain(text: string): void {
    const plain = plainText(text);
    for (const [what, form] of ACTS) {
        assert.doesNotMatch(plain, form, what);
    }
    assert.ok(Buffer.byteLength(plain) <= MOST_BYTES, "bytes");
    const lines = plain.split("\n");
    assert.ok(lines.length <= 200, "lines");
    assert.ok(
        lines.every(({ length }) => length <= 1000),
        "characters of a line",
    );
    assert.equal(plainText(plain), plain);
}

describe("a text of somebody else", () => {
    const cases: [string, string, string][] = [
        ["colors", "\x1b[31mred\x1b[0m", "\\x1b[31mred\\x1b[0m"],
        ["8-bit controls", "\x9b2J\x85", "\\x9b2J\\x85"],
        ["titles and links of a terminal", "\x1b]8;;http://a\x07b", "\\x1b]8;;http://a\\x07b"],
        ["what overwrites", "100 %\rok\b\b", "100 %\\x0dok\\x08\\x08"],
        ["line ends of Windows", "one\r\ntwo", "one\ntwo"],
        ["tabs", "\tat a.b.C", "    at a.b.C"],
        ["overrides", "a\u202eb\u2066c\u061c", "a\\u202eb\\u2066c\\u061c"],
        ["what has no width", "a\u200bb\ufeff\u2028\u00ad", "a\\u200bb\\ufeff\\u2028\\xad"],
        ["tags", "a\u{e0041}", "a\\u{e0041}"],
        ["half a pair", "a\ud800", "a\\ud800"],
        ["commands of CI", "  ::error::x", "  \\x3a:error::x"],
        ["older ones", "a ##[add-mask]b ##vso[x]", "a \\x23#[add-mask]b \\x23#vso[x]"],
        ["elements", "</pre><img src=x> a < b", "\\x3c/pre>\\x3cimg src=x> a < b"],
        ["comments", "<!-- x", "\\x3c!-- x"],
        ["colors of the engine", "<{%fg 1%}>x", "\\x3c{%fg 1%}>x"],
        ["mentions", "@ann and a@b.c [I@1f", "\\x40ann and a@b.c [I@1f"],
        ["ends of blocks", "```", "\\x60\\x60\\x60"],
        ["images", "![x](y)", "!\\x5bx]\\x28y)"],
        ["targets of links", "[a]: http://b", "[a]\\x3a http://b"],
        ["those in lists", "> 1. [a\\]b]:http://c", "> 1. [a\\]b]\\x3ahttp://c"],
        ["the link of the action", "View Live: http://a", "View Live\\x3a http://a"],
    ];
    for (const [what, given, expected] of cases) {
        it(`shows ${what}`, () => {
            assert.equal(plainText(given), expected);
            assert.equal(plainText(expected), expected);
        });
    }

    it("stays readable", () => {
        const text = [
            'File "/opt/job.py", line 3, in <module>',
            "\u00e4\u00f6\u00fc \u6f22\u5b57 \u05e9\u05dc\u05d5\u05dd \u{1f600} \u2764\ufe0f \u2026 a::b # [x] `code`",
            "    at org.a.B$.<init>(B.scala:1)",
        ].join("\n");
        assert.equal(plainText(text), text);
    });

    it("has no credentials, but what stands around them", () => {
        const cases: [string, string][] = [
            ["key AKIAIOSFODNN7EXAMPLE used", "key *** used"],
            [`a ghp_${"a1".repeat(30)}, b`, "a ***, b"],
            ["Authorization: Bearer abcdef123456 x", "Authorization: Bearer *** x"],
            [
                "jdbc:postgresql://ann:hunter2@db/x failed",
                "jdbc:postgresql://ann:***\\x40db/x failed",
            ],
            ["jdbc:oracle:thin:ann/hunter2@db", "jdbc:oracle:thin:ann/***\\x40db"],
            [`aws_session_token=${"Ab1/".repeat(300)}; x`, "aws_session_token=***; x"],
            ['{"password": "a b c", "n": 1}', '{"password": "***", "n": 1}'],
            [`{"password": "${"ab ".repeat(300)}", "n": 1}`, '{"password": "***", "n": 1}'],
            ["password=a secret.key=b", "password=*** secret.key=***"],
            ["password=\x1b[32m'hunter2'\x1b[0m x", "password=\\x1b[32m'***'\\x1b[0m x"],
            ["\x1b[31mAKIAIOSFODNN7EXAMPLE\x1b[0m", "\\x1b[31m***\\x1b[0m"],
            ["password=${env.PASSWORD}", "password=${env.PASSWORD}"],
        ];
        for (const [given, expected] of cases) {
            assert.equal(plainText(given), expected);
        }
    });

    it("has no private keys, whole or in part", () => {
        const base64 = `${"MIIEvQIBADANBgkqhkiG9w0BAQEFAASC".repeat(2)}\n`.repeat(3);
        const [begin, end] = ["-----BEGIN RSA PRIVATE KEY-----", "-----END RSA PRIVATE KEY-----"];
        assert.equal(plainText(`a ${begin}\n${base64}${end} b`), "a ***\n b");
        assert.equal(plainText(`a\n${base64}${end}\nb`), "a\n***\nb");
        assert.equal(plainText(`${begin}\n${base64}Traceback: b`), "***\nTraceback: b");
        assert.equal(
            plainText(`x ${begin}\\n${base64.trim().replaceAll("\n", "\\n")}\\n${end} y`),
            "x *** y",
        );
    });

    it("is cut with the number of what is left out", () => {
        const line = plainText("a".repeat(5_000_000));
        assert.match(line, /^a{974} … 4999026 more characters$/);
        const text = plainText(Array.from({ length: 5000 }, (_, at) => `line ${at}`).join("\n"));
        assert.match(text, /^line 0\nline 1\n[^]*\nline 198\n… 4801 more lines$/);
        const wide = plainText(`${"\u6f22".repeat(900)}\n`.repeat(9));
        assert.ok(wide.endsWith("\n… 7 more lines"), wide.slice(-40));
        const lines = Array.from({ length: 50 }, (_, at) => `line ${at}`);
        assert.deepEqual(lastWithin(lines, 60).slice(0, 2), ["… 45 earlier lines", "line 45"]);
    });

    it("is plain, whatever it is", () => {
        const texts = fc.string({ unit: "binary", maxLength: 1500 });
        fc.assert(fc.property(texts, assertPlain), propertyRuns);
    });

    it("is plain, whatever it is put together from", () => {
        const parts = [
            ...[
                "\x1b[31m",
                "\x9b0m",
                "\\x1b[31m",
                "\r",
                "\n",
                "\t",
                "\u202e",
                "\u200b",
                "::",
                "##[",
            ],
            ...[
                "##",
                "[",
                "]",
                "(",
                ":",
                "<",
                "/pre>",
                "!",
                "@",
                "`",
                "```",
                "user",
                "a".repeat(400),
            ],
            ...[
                "password",
                "token",
                "=",
                " = ",
                '"',
                "'",
                "\\",
                "${",
                "env.A}",
                "$(A)",
                "://",
                "select",
            ],
            ...[
                "Bearer ",
                "AKIAIOSFODNN7EXAMPLE",
                "***",
                "eyJhbGci.eyJzdWIi.abc",
                "Basic dXNlcjpwYXNz",
            ],
            ...[
                "-----BEGIN PRIVATE KEY-----",
                "-----END PRIVATE KEY-----",
                "\ud83d",
                "\ude00",
                "View Live:",
            ],
        ];
        const texts = fc
            .array(fc.constantFrom(...parts), { maxLength: 60 })
            .map((chosen) => chosen.join(""));
        fc.assert(fc.property(texts, assertPlain), propertyRuns);
    });

    it("takes no longer for a long text than its length asks for", function () {
        // A tenth of a second each; what looks again and again from each place takes minutes.
        this.timeout(300_000);
        const parts = [
            "##a",
            "[",
            "password=",
            "://a:",
            "<",
            "\x1b[1m",
            "-----BEGIN PRIVATE KEY-----",
        ];
        for (const part of parts) {
            for (const end of ["", "\n"]) {
                const text = (part + end).repeat(300_000 / (part.length + 1));
                const start = Date.now();
                plainLines(text);
                assert.ok(Date.now() - start < 20_000, `${part}: ${Date.now() - start} ms`);
            }
        }
    });
});
