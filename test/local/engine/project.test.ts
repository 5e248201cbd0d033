import assert from "node:assert/strict";
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import {
    composeProject,
    composeStack,
    configuredCluster,
    writeProject,
} from "../../../local/engine/project";
import { pathsOf } from "../../../local/paths";
import { emptyCheckout, put } from "../support";

const artifacts = {
    charts: { sparkOperator: "/cache/chart" },
    images: { spark: "spark:here", sparkOperator: "operator:here" },
};
const tracked = {
    encryptionsalt: "theirs",
    config: {
        "spark-platform:cluster": { kind: "kubernetes", context: "laptop", zones: ["a"] },
        "spark-platform:teams": { processing: {} },
    },
};

describe("the Pulumi project of make up", () => {
    it("runs the checkout's program with the plugins that were built", () => {
        const composed = composeProject({ name: "spark-platform", main: "index.ts" }, "../..", {
            context: "any",
            plugins: { languageHost: "/host", kubernetes: "/provider" },
            keepTrackedEncryption: false,
        });
        assert.deepEqual(composed, {
            name: "spark-platform",
            main: "../../index.ts",
            plugins: {
                languages: [{ name: "nodejs", path: "/host" }],
                providers: [{ name: "kubernetes", path: "/provider" }],
            },
        });
    });

    it("leaves plugins to an engine from PATH", () => {
        const composed = composeProject({ name: "spark-platform", main: "index.ts" }, "../..", {
            context: "any",
            keepTrackedEncryption: true,
        });
        assert.deepEqual(composed, { name: "spark-platform", main: "../../index.ts" });
    });

    it("keeps what the stack file says about its cluster", () => {
        const overlay = { context: "laptop", keepTrackedEncryption: true };
        assert.deepEqual(composeStack(tracked, {}, overlay), tracked);
    });

    it("overrides the stack file with another cluster, and what that cannot pull", () => {
        const composed = composeStack(
            tracked,
            { encryptionsalt: "ours", config: { "spark-platform:environment": "old" } },
            { context: "here", kubeconfig: "/here", artifacts, keepTrackedEncryption: false },
        );
        assert.deepEqual(composed, {
            encryptionsalt: "ours",
            config: {
                "spark-platform:cluster": {
                    kind: "kubernetes",
                    context: "here",
                    kubeconfig: "/here",
                },
                "spark-platform:teams": { processing: {} },
                "spark-platform:artifacts": artifacts,
            },
        });
    });

    it("prefers an image in the stack file", () => {
        const named = { "spark-platform:artifacts": { images: { spark: "mine" } } };
        const composed = composeStack(
            { config: named },
            {},
            { context: "here", artifacts, keepTrackedEncryption: true },
        ) as { config: Record<string, unknown> };
        assert.deepEqual(composed.config["spark-platform:artifacts"], {
            charts: artifacts.charts,
            images: { spark: "mine", sparkOperator: "operator:here" },
        });
    });

    it("is written next to the tracked files, which do not change", () => {
        const paths = emptyCheckout();
        const stack = "config:\n    spark-platform:environment: dev\n";
        put(paths.checkout, "Pulumi.yaml", "name: spark-platform\nmain: index.ts\n");
        put(paths.checkout, "Pulumi.local.yaml", stack);
        writeProject(paths, { context: "here", keepTrackedEncryption: false });
        put(paths.project, "Pulumi.local.yaml", "encryptionsalt: ours\n");
        writeProject(paths, { context: "here", keepTrackedEncryption: false });

        assert.equal(readFileSync(`${paths.checkout}/Pulumi.local.yaml`, "utf8"), stack);
        assert.deepEqual(parse(readFileSync(paths.stackFile, "utf8")), {
            encryptionsalt: "ours",
            config: {
                "spark-platform:environment": "dev",
                "spark-platform:cluster": { kind: "kubernetes", context: "here" },
            },
        });
    });

    it("is private: its stack file has the salt, and may have secrets", () => {
        const paths = emptyCheckout();
        put(paths.checkout, "Pulumi.yaml", "name: spark-platform\nmain: index.ts\n");
        put(paths.checkout, "Pulumi.local.yaml", "config: {}\n");
        writeProject(paths, { context: "here", keepTrackedEncryption: false });
        assert.deepEqual(
            [paths.project, paths.stackFile].map((path) => statSync(path).mode & 0o777),
            [0o700, 0o600],
        );
    });

    it("can omit the jobs for now, or use another stack file", () => {
        const paths = pathsOf(emptyCheckout().checkout, "elt");
        put(paths.checkout, "Pulumi.yaml", "name: spark-platform\nmain: index.ts\n");
        const config = { "spark-platform:teams": { a: {} }, "spark-platform:jobs": { pi: {} } };
        put(join(paths.checkout, "local"), "elt.yaml", JSON.stringify({ config }));
        const written = (withoutJobs: boolean) => {
            writeProject(paths, { context: "here", keepTrackedEncryption: false, withoutJobs });
            return (parse(readFileSync(paths.stackFile, "utf8")) as { config: object }).config;
        };
        const cluster = { kind: "kubernetes", context: "here" };
        const { "spark-platform:teams": teams } = config;
        assert.deepEqual(written(true), {
            "spark-platform:teams": teams,
            "spark-platform:cluster": cluster,
        });
        assert.deepEqual(written(false), { ...config, "spark-platform:cluster": cluster });
    });

    it("names a file that is not YAML", () => {
        const paths = emptyCheckout();
        put(paths.checkout, "Pulumi.yaml", "name: spark-platform\nmain: index.ts\n");
        put(paths.checkout, "Pulumi.local.yaml", "config: [");
        assert.throws(
            () => writeProject(paths, { context: "here", keepTrackedEncryption: false }),
            /Pulumi\.local\.yaml: /,
        );
    });
});

describe("the cluster that a stack file names", () => {
    const stack = (cluster: unknown) => ({ config: { "spark-platform:cluster": cluster } });

    it("is its context and kubeconfig", () => {
        assert.deepEqual(configuredCluster(stack({ context: "a", kubeconfig: "/b" })), {
            context: "a",
            kubeconfig: "/b",
        });
    });

    for (const [title, cluster] of [
        ["no cluster", undefined],
        ["no context", { kind: "kubernetes" }],
        ["an EKS cluster", { kind: "eks", context: "a" }],
        ["something else than a map", "laptop"],
    ] as const) {
        it(`is none if the file has ${title}`, () => {
            assert.equal(configuredCluster(stack(cluster)).context, undefined);
        });
    }
});
