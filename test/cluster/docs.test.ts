import { strict as assert } from "node:assert";
import { execFileSync } from "node:child_process";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as ts from "typescript";
import { findEngine } from "../../local/engine/engine";
import { pathsOf } from "../../local/paths";
import { folderInCheckout } from "../../testkit/runFolder";
import { checkout } from "../../testkit/stack";
import { blocks } from "../docs/blocks";
import { PULUMI, PULUMI_GLOBAL } from "../docs/commandLists";

describe("the programs in the docs", () => {
    it("compile, each as a separate program", function () {
        this.timeout(180_000);
        const folder = folderInCheckout("docs");
        try {
            const examples = blocks("ts").map(({ where, text }, index) => {
                const file = join(folder, `example${index}.ts`);
                writeFileSync(file, text);
                return { where, file };
            });
            assert.ok(examples.length >= 6, `only ${examples.length}`);
            const program = ts.createProgram(
                examples.map(({ file }) => file),
                {
                    strict: true,
                    noEmit: true,
                    skipLibCheck: true,
                    target: ts.ScriptTarget.ES2022,
                    module: ts.ModuleKind.CommonJS,
                    moduleResolution: ts.ModuleResolutionKind.Node10,
                    esModuleInterop: true,
                    resolveJsonModule: true,
                    types: ["node"],
                    paths: { "spark-platform": [join(checkout, "components/index.ts")] },
                },
            );
            const problems = ts.getPreEmitDiagnostics(program).map(({ file, messageText }) => {
                const example = examples.find((one) => one.file === file?.fileName);
                const message = ts.flattenDiagnosticMessageText(messageText, "\n");
                return `${example?.where ?? file?.fileName}: ${message}`;
            });
            assert.deepEqual(problems, []);
        } finally {
            rmSync(folder, { recursive: true });
        }
    });
});

describe("the commands of pulumi in the docs", () => {
    it("exist in the engine, with their flags", async () => {
        const { env } = await findEngine(pathsOf(checkout));
        const problems = Object.entries(PULUMI).flatMap(([name, flags]) => {
            const help = execFileSync("pulumi", [...name.split(" "), "--help"], {
                encoding: "utf8",
                env,
            });
            return [...flags, ...PULUMI_GLOBAL]
                .filter((flag) => !new RegExp(`^ .*${flag}\\b`, "m").test(help))
                .map((flag) => `pulumi ${name} has no ${flag}`);
        });
        assert.deepEqual(problems, []);
    });
});
