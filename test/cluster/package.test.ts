import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { checkout, TestStack } from "../../testkit/stack";
import { testSandbox } from "../../testkit/testSandbox";

/** What a new user writes after reading the README. */
function strangersProgram(): string {
    const { kubeconfig, context, artifacts } = testSandbox();
    return `
import { KubeContextCluster, SparkApplication, SparkPlatform, Wait } from "spark-platform";

const cluster = new KubeContextCluster("cluster", ${JSON.stringify({ context, kubeconfig })});
const artifacts = ${JSON.stringify(artifacts)};
const platform = new SparkPlatform("spark", { cluster, artifacts, teams: { science: {} } });
const team = platform.team("science");
const pi = new SparkApplication("pi", { team, main: "pi.py", wait: Wait.Completed });

export const application = pi.applicationName;
`;
}

function run(command: string, args: string[], cwd: string): string {
    return execFileSync(command, args, {
        cwd,
        encoding: "utf8",
        stdio: ["ignore", "pipe", "pipe"],
    });
}

describe("the npm package", () => {
    let stack: TestStack;
    let files: string[];

    before(async () => {
        stack = await TestStack.create({
            config: {},
            program: strangersProgram(),
            files: { "pi.py": "print(3.14)\n" },
        });
        const packed = run(
            "npm",
            ["pack", "--json", "--silent", "--pack-destination", stack.folder],
            checkout,
        );
        const [{ filename }] = JSON.parse(packed.slice(packed.indexOf("["))) as [
            { filename: string },
        ];
        const archive = join(stack.folder, filename);
        files = run("tar", ["-tzf", archive], checkout).trim().split("\n");

        // Peers are found in the checkout, which is a parent of the user's folder.
        const installed = join(stack.folder, "node_modules", "spark-platform");
        mkdirSync(installed, { recursive: true });
        run("tar", ["-xzf", archive, "--strip-components=1", "-C", installed], checkout);
    });

    after(() => stack.remove());

    it("contains the library, the CRD chart and the image recipe, and nothing else of the repository", () => {
        const folders = files.map((file) => file.split("/").slice(1, 3).join("/"));
        assert.deepEqual([...new Set(folders)].sort(), [
            "LICENSE",
            "README.md",
            "bin/components",
            "charts/spark-operator-crds",
            "images/spark",
            "package.json",
        ]);
        assert.ok(files.includes("package/bin/components/index.d.ts"));
    });

    it("type-checks in a new user's program", () => {
        const tsc = join(checkout, "node_modules", ".bin", "tsc");
        const flags = ["--noEmit", "--strict", "--target", "es2022", "--module", "commonjs"];
        run(tsc, [...flags, "--skipLibCheck", "--types", "node", "index.ts"], stack.folder);
    });

    it("previews there", async () => {
        const { code, output } = await stack.preview();
        assert.equal(code, 0, output);
        assert.match(
            output,
            /warning: The teams' network policies may have no effect on cluster ".+": it has no network plugin /,
        );
        assert.match(output, /application: +"pi-[0-9a-f]{8}"/);
        assert.match(output, /\.\/node_modules\/spark-platform\/charts\/spark-operator-crds/);
    });
});
