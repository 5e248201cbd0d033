import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { imageValues } from "../../components/operator/chart/values";
import { imageByDigest, sources } from "../../components/versions";
import { KUBECONFIG } from "../../testkit/cluster";
import { only, register, Registered, valueOf } from "../../testkit/mocks";
import { configOf } from "../../testkit/stackConfig";

const CHECKOUT = path.join(__dirname, "..", "..");
const PROGRAM = path.join(CHECKOUT, "index");

/** What `index.ts` exports. */
interface Outputs {
    kubeconfig: pulumi.Output<string>;
    context: pulumi.Output<string>;
    namespaces: pulumi.Output<string[]>;
    jobs: Record<string, object>;
}

/** Runs the program on a stack file; checks what it exports while it runs. */
async function run(stack: string, check: (outputs: Outputs) => unknown): Promise<Registered[]> {
    pulumi.runtime.setAllConfig(configOf(stack));
    delete require.cache[require.resolve(PROGRAM)];
    return register(async () => check((await import(PROGRAM)) as Outputs));
}

describe("the program", () => {
    let folder: string;
    const before = process.env["KUBECONFIG"];

    beforeEach(() => {
        folder = fs.mkdtempSync(path.join(os.tmpdir(), "program-"));
        const kubeconfig = path.join(folder, "config");
        const contents = KUBECONFIG.replaceAll('"one"', '"kind-spark-platform"');
        fs.writeFileSync(kubeconfig, contents, { mode: 0o600 });
        process.env["KUBECONFIG"] = kubeconfig;
    });

    afterEach(() => {
        fs.rmSync(folder, { recursive: true });
        pulumi.runtime.setAllConfig({});
        if (before === undefined) {
            delete process.env["KUBECONFIG"];
        } else {
            process.env["KUBECONFIG"] = before;
        }
    });

    it("has no output about a lakehouse without an object store", async () => {
        const names: string[] = [];
        await run("local", (outputs) => names.push(...Object.keys(outputs)));
        assert.ok(names.includes("namespaces"));
        assert.ok(!names.includes("lakehouse"));
    });

    it("makes a platform with two jobs of stack local", async () => {
        const resources = await run("local", () => undefined);
        const components = resources
            .filter(({ custom }) => !custom)
            .map(({ type, name }) => `${type.split(":").pop()} ${name}`);
        assert.deepStrictEqual(components.sort(), [
            "KubeContextCluster cluster",
            "SparkApplication movie-ratings",
            "SparkApplication pi",
            "SparkOperator spark-operator",
            "SparkPlatform spark",
            "SparkTeam spark-processing",
        ]);
    });

    it("needs nothing but public charts and images, and the files of this project", async () => {
        const resources = await run("local", () => undefined);
        const operator = only(resources, "kubernetes:helm.sh/v3:Release", "spark-operator");
        const pinned = imageByDigest(sources.sparkOperatorImage);
        assert.deepStrictEqual(
            {
                chart: operator.inputs.chart,
                version: operator.inputs.version,
                repositoryOpts: operator.inputs.repositoryOpts,
                image: operator.inputs.values.image,
            },
            {
                chart: "spark-operator",
                version: "2.5.2",
                repositoryOpts: { repo: "https://kubeflow.github.io/spark-operator" },
                image: pinned && imageValues(pinned),
            },
        );
        const crds = only(resources, "kubernetes:helm.sh/v3:Release", "spark-operator-crds");
        assert.strictEqual(crds.inputs.chart, "./charts/spark-operator-crds");
        const type = "kubernetes:sparkoperator.k8s.io/v1beta2:SparkApplication";
        for (const job of ["pi", "movie-ratings"]) {
            const { spec } = only(resources, type, job).inputs;
            assert.strictEqual(spec.image, sources.sparkImage);
        }
    });

    it("puts out what people need next", async () => {
        await run("local", async (outputs) => {
            assert.deepStrictEqual(Object.keys(outputs.jobs), ["pi", "movie-ratings"]);
            assert.strictEqual(await valueOf(outputs.context), "kind-spark-platform");
            assert.deepStrictEqual(await valueOf(outputs.namespaces), ["processing"]);
            assert.strictEqual(await pulumi.isSecret(outputs.kubeconfig), true);
            for (const job of Object.values(outputs.jobs)) {
                assert.deepStrictEqual(Object.keys(job), [
                    "application",
                    "namespace",
                    "image",
                    "state",
                    "commands",
                ]);
            }
        });
    });

    it("has no logic: it stays under 80 lines", () => {
        const lines = fs.readFileSync(`${PROGRAM}.ts`, "utf8").split("\n");
        assert.ok(lines.length < 80);
    });
});
