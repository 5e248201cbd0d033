import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import recorded from "../../../components/digests.json";
import { imageByDigest, pinnedChart, sources, versions } from "../../../components/versions";
import { archiveDigest } from "../../../scripts/pin/charts";
import { Digests, pin } from "../../../scripts/pin/record";
import { pinnable } from "../../../scripts/pin/references";
import { manifestDigest } from "../../../scripts/pin/registry";
import { digestOf, Registry } from "../../../testkit/registry";
import { checkout } from "../../../testkit/stack";
import { temporaryFolder } from "../../../testkit/temporaryFolder";

const INDEX = "application/vnd.oci.image.index.v1+json";
const LIST = "application/vnd.docker.distribution.manifest.list.v2+json";

describe("make pin", () => {
    let registry: Registry;

    beforeEach(async () => {
        registry = await Registry.start();
        registry.manifests.set("spark/app:4.1", { mediaType: INDEX, body: '{"manifests":[]}' });
        registry.manifests.set("list:1", { mediaType: LIST, body: '{"schemaVersion":2}' });
    });

    afterEach(() => registry.stop());

    const refused = (image: string) =>
        manifestDigest(`${registry.host}/${image}`).then(
            () => assert.fail("not refused"),
            (error: Error) => error.message.replaceAll(registry.host, "HOST"),
        );

    it("reads the digest of a tag, with an anonymous token", async () => {
        assert.equal(
            await manifestDigest(`${registry.host}/spark/app:4.1`),
            digestOf('{"manifests":[]}'),
        );
        assert.equal(
            await manifestDigest(`${registry.host}/list:1`),
            digestOf('{"schemaVersion":2}'),
        );
        assert.deepEqual(registry.requests.slice(0, 3), [
            "HEAD /v2/spark/app/manifests/4.1 401",
            "GET /token?service=registry.test&scope=repository%3Aspark%2Fapp%3Apull 200",
            "HEAD /v2/spark/app/manifests/4.1 200",
        ]);
    });

    it("computes the digest if the registry does not report it", async () => {
        registry.namesDigest = false;
        assert.equal(
            await manifestDigest(`${registry.host}/spark/app:4.1`),
            digestOf('{"manifests":[]}'),
        );
    });

    it("reports what a registry refuses, and why", async () => {
        assert.equal(await refused("spark/app:4.2"), "HOST/spark/app:4.2: HOST does not have it");
        registry.isLimited = true;
        assert.equal(
            await refused("spark/app:4.1"),
            "HOST/spark/app:4.1: HOST received too many requests from here; try again in 60 seconds",
        );
        await assert.rejects(manifestDigest("127.0.0.1:1/app:1"), /^Error: .+: cannot reach http:/);
    });

    it("uses the digest of a chart's archive, not the one in the index", async () => {
        const archive = Buffer.from("a chart");
        registry.files.set("/charts/app-1.2.3.tgz", archive);
        const urls = ["app-1.2.3.tgz"];
        const entries = { app: [{ version: "1.2.3", digest: "0".repeat(64), urls }] };
        registry.files.set("/charts/index.yaml", JSON.stringify({ entries }));
        const repository = `http://${registry.host}/charts`;
        assert.equal(await archiveDigest(repository, "app", "1.2.3"), digestOf(archive));
        await assert.rejects(archiveDigest(repository, "app", "1.2.4"), {
            message: `${repository}/app:1.2.4: ${repository}/index.yaml does not list it`,
        });
    });

    it("keeps digests of unreachable sources, records new ones, and reports changes", async () => {
        const image = (name: string) => ({
            reference: name,
            digest: () => manifestDigest(`${registry.host}/${name}`),
        });
        const asked = ["spark/app:4.1", "list:1", "gone:1"].map(image);
        const file = join(temporaryFolder(), "digests.json");
        const before = { "gone:1": "sha256:ab", "list:1": "sha256:cd", "old:1": "sha256:ef" };
        writeFileSync(file, JSON.stringify(before));
        const written = () => JSON.parse(readFileSync(file, "utf8")) as Digests;
        const now = digestOf('{"schemaVersion":2}');
        const app = digestOf('{"manifests":[]}');
        const lines = [
            `failed     ${registry.host}/gone:1: ${registry.host} does not have it`,
            `moved      list:1 sha256:cd -> ${now}`,
            `new        spark/app:4.1 ${app}`,
        ];

        assert.deepEqual(await pin(asked, file, true), { lines, isFine: false });
        assert.deepEqual(await pin(asked.slice(1, 2), file, true), {
            lines: lines.slice(1, 2),
            isFine: false,
        });
        assert.deepEqual(written(), before);

        assert.deepEqual(await pin(asked, file, false), { lines, isFine: false });
        assert.deepEqual(written(), { "gone:1": "sha256:ab", "list:1": now, "spark/app:4.1": app });
        assert.deepEqual(await pin(asked.slice(0, 2), file, true), {
            lines: ["unchanged  list:1", "unchanged  spark/app:4.1"],
            isFine: true,
        });
    });
});

describe("the recorded digests", () => {
    it("are SHA-256 digests of the installed versions", () => {
        const references = pinnable.map(({ reference }) => reference);
        for (const [reference, digest] of Object.entries(recorded)) {
            assert.ok(references.includes(reference), reference);
            assert.match(digest, /^sha256:[0-9a-f]{64}$/);
        }
    });

    it("are those that docs/security/supply-chain.md lists; the rest is identified by tag", () => {
        const page = readFileSync(join(checkout, "docs/security/supply-chain.md"), "utf8");
        const said = /go by their tag:\s([^]*?)\. `make pin`/.exec(page)?.[1] ?? "";
        const [spark, operator, autoscaler, ...others] = said
            .split(/`|, | and |\s/)
            .filter((word) => /[.]/.test(word));
        const whole = (word: string) => (word.includes("/") ? word : `${autoscaler}:${word}`);
        assert.deepEqual(
            [spark, operator, ...others.map(whole)].sort(),
            pinnable
                .map(({ reference }) => reference)
                .filter((reference) => !(reference in recorded))
                .sort(),
        );
        const operatorChart = `${sources.sparkOperatorCharts}/spark-operator:${versions.sparkOperator}`;
        const digests: Digests = recorded;
        assert.ok(
            page.includes(`echo "${digests[operatorChart]?.slice("sha256:".length)}  charts/`),
        );
    });

    it("are part of what is installed; a version without one is identified by tag", () => {
        const ofCharts = [sources.karpenterChart, sources.karpenterCrdChart].map(
            ({ chart, version }) => [chart.replace(/@sha256:[0-9a-f]{64}$/, "@sha256"), version],
        );
        assert.deepEqual(ofCharts, [
            ["oci://public.ecr.aws/karpenter/karpenter@sha256", versions.karpenter],
            ["oci://public.ecr.aws/karpenter/karpenter-crd@sha256", versions.karpenter],
        ]);
        const chart = "oci://public.ecr.aws/karpenter/karpenter";
        assert.deepEqual(pinnedChart(chart, "9.9.9"), { chart, version: "9.9.9" });
        assert.equal(imageByDigest("apache/spark:9.9.9"), undefined);
    });
});
