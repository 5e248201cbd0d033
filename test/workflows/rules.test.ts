import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { workflowProblems } from "../../scripts/workflowRules";
import { checkout } from "../../testkit/stack";
import { pages } from "../docs/blocks";

const COMMIT = "3d3c42e5aac5ba805825da76410c181273ba90b1";
const CHANGES =
    "can change: pin the action's commit, followed by its version, " +
    'e.g. "actions/checkout@0123456789012345678901234567890123456789 # v7.0.1"';
const SCRIPTS = "packages may run their own scripts; add --ignore-scripts";

const accepted = [
    `- uses: actions/checkout@${COMMIT} # v7.0.1`,
    `uses: github/codeql-action/init@${COMMIT} # v4.1.0`,
    "- uses: ./.github/actions/build",
    `uses: docker://alpine:3@sha256:${"0a".repeat(32)}`,
    "- run: npm ci --ignore-scripts",
    "# npm ci runs nothing of a package",
];

const refused: [string, string][] = [
    ["- uses: actions/checkout@v7", `"actions/checkout@v7" ${CHANGES}`],
    ["- uses: actions/checkout@v7.0.1", `"actions/checkout@v7.0.1" ${CHANGES}`],
    ["uses: actions/checkout@main # v7.0.1", `"actions/checkout@main # v7.0.1" ${CHANGES}`],
    [`uses: actions/checkout@${COMMIT}`, `"actions/checkout@${COMMIT}" ${CHANGES}`],
    [`uses: actions/checkout@${COMMIT} # v7`, `"actions/checkout@${COMMIT} # v7" ${CHANGES}`],
    [
        `uses: actions/checkout@${COMMIT.slice(0, 12)} # v7.0.1`,
        `"actions/checkout@${COMMIT.slice(0, 12)} # v7.0.1" ${CHANGES}`,
    ],
    ["uses: docker://alpine:3", `"docker://alpine:3" ${CHANGES}`],
    ["- run: npm ci", SCRIPTS],
    ["      npm install left-pad", SCRIPTS],
];

describe("the rules for workflows", () => {
    for (const line of accepted) {
        it(`accept "${line}"`, () => {
            assert.deepStrictEqual(workflowProblems("a.yml", `steps:\n    ${line}\n`), []);
        });
    }

    for (const [line, problem] of refused) {
        it(`refuse "${line}"`, () => {
            assert.deepStrictEqual(workflowProblems("a.yml", `steps:\n    ${line}\n`), [
                `a.yml:2: ${problem}`,
            ]);
        });
    }

    it("hold for what the docs show, too", () => {
        const uses = pages()
            .flatMap((page) => workflowProblems(page, readFileSync(join(checkout, page), "utf8")))
            .filter((problem) => problem.includes("can change"));
        assert.deepStrictEqual(uses, []);
    });
});
