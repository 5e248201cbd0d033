import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { parse } from "yaml";
import { parseSettings } from "../../program/settings";
import { blocks } from "./blocks";

interface StackFile {
    config?: Record<string, unknown>;
}

const PREFIX = "spark-platform:";

/** What a page may leave out because it is about something else. */
const rest = {
    "spark-platform:cluster": { context: "analytics" },
    "spark-platform:teams": { processing: {} },
};

/** The stack files in the docs; some pages show only the keys below `config`. */
const stackFiles = blocks("yaml").flatMap(({ where, text }) => {
    const content = parse(text) as StackFile & Record<string, unknown>;
    const isConfig = Object.keys(content).every((key) => key.startsWith(PREFIX));
    const config = isConfig ? content : content.config;
    return config === undefined ? [] : [{ where, config }];
});

describe("the stack files in the docs", () => {
    after(() => pulumi.runtime.setAllConfig({}));

    it("are found", () => {
        assert.ok(stackFiles.length >= 6, `only ${stackFiles.length}`);
    });

    for (const { where, config } of stackFiles) {
        it(`${where} is taken as it is`, () => {
            const entries = Object.entries({ ...rest, ...config }).map(([key, value]) => [
                key,
                typeof value === "string" ? value : JSON.stringify(value),
            ]);
            const values = Object.fromEntries(entries) as Record<string, string>;
            pulumi.runtime.setAllConfig(values);
            assert.doesNotThrow(() => parseSettings(values, "docs"));
        });
    }
});
