import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { parityLines } from "../../components/lakehouse/parity";
import { LakehouseArgs } from "../../components/lakehouse/lakehouseArgs";
import { KUBECONFIG } from "../../testkit/cluster";
import { only, Registered } from "../../testkit/mocks";
import { programOnAws } from "../../testkit/programOnAws";
import { configOf } from "../../testkit/stackConfig";

const FORMATS = ["files", "delta", "iceberg"];
const access = [{ bucket: "lake", prefix: "sales", mode: "read-write" }];
const warehouse = "s3a://lake/sales/warehouse";

/** The same in both stacks. */
const jobs = Object.fromEntries(
    FORMATS.map((tableFormat) => [
        `elt-${tableFormat}`,
        {
            team: "processing",
            main: "jobs/pi.py",
            arguments: ["s3a://lake/sales/raw"],
            tableFormat,
        },
    ]),
);

const local = {
    objectStore: {},
    image: "example.com/lakehouse:4.1.2",
    buckets: { lake: {} },
    catalog: { kind: "hadoop", warehouse },
};
const dev = {
    image: local.image,
    buckets: { lake: {} },
    catalog: { kind: "glue", warehouse, databases: { sales: {} } },
};

function stack(file: string, parts: Record<string, unknown>): Record<string, string> {
    const changed = Object.entries({ jobs, ...parts }).map(([key, value]) => [
        `spark-platform:${key}`,
        JSON.stringify(value),
    ]);
    return { ...configOf(file), ...(Object.fromEntries(changed) as Record<string, string>) };
}

/** Each value of a manifest by its path; entries of lists by what they are named by, if they are. */
function valuesOf(value: unknown, at = ""): Record<string, unknown> {
    if (typeof value !== "object" || value === null || Object.keys(value).length === 0) {
        return Array.isArray(value) ? {} : { [at]: value };
    }
    return Object.assign(
        {},
        ...Object.entries(value as Record<string, unknown>).map(([key, entry]) => {
            const { name, key: named } = (entry ?? {}) as Record<string, string>;
            const step = Array.isArray(value) ? (name ?? named ?? key) : key;
            return valuesOf(entry, `${at}.${step}`);
        }),
    ) as Record<string, unknown>;
}

function manifest(resources: Registered[], job: string): Record<string, unknown> {
    const type = "kubernetes:sparkoperator.k8s.io/v1beta2:SparkApplication";
    return valuesOf(only(resources, type, job).inputs);
}

/** The program's output about its lakehouse, if it has one. */
async function lakehouseOutput(): Promise<unknown> {
    const outputs: Record<string, unknown> = await import("../../index");
    return outputs["lakehouse"];
}

describe("the same jobs on an object store and on EKS", () => {
    const listed = (parityLines(local as LakehouseArgs) ?? []).flatMap(
        ({ differs = [] }) => differs,
    );
    const different: Record<string, string[]> = {};
    const kubeconfig = process.env["KUBECONFIG"];
    const outputs: unknown[] = [];
    let folder: string;

    before(async () => {
        folder = fs.mkdtempSync(path.join(os.tmpdir(), "parity-"));
        process.env["KUBECONFIG"] = path.join(folder, "config");
        fs.writeFileSync(process.env["KUBECONFIG"], KUBECONFIG, { mode: 0o600 });
        const here = await programOnAws(
            stack("local", {
                cluster: { kind: "kubernetes", context: "one" },
                lakehouse: local,
                teams: { processing: { access } },
            }),
        );
        outputs.push(await lakehouseOutput());
        const there = await programOnAws(
            stack("dev", {
                lakehouse: dev,
                teams: {
                    processing: { access, databases: [{ name: "sales", mode: "read-write" }] },
                },
            }),
        );
        outputs.push(await lakehouseOutput());
        for (const job of Object.keys(jobs)) {
            const [one, other] = [manifest(here, job), manifest(there, job)];
            different[job] = [...new Set([...Object.keys(one), ...Object.keys(other)])].filter(
                (at) => one[at] !== other[at],
            );
        }
    });

    after(() => {
        fs.rmSync(folder, { recursive: true });
        pulumi.runtime.setAllConfig({});
        if (kubeconfig === undefined) {
            delete process.env["KUBECONFIG"];
        } else {
            process.env["KUBECONFIG"] = kubeconfig;
        }
    });

    for (const format of FORMATS) {
        it(`differ in nothing but what the parity report lists: ${format}`, () => {
            const more = (different[`elt-${format}`] ?? assert.fail("no such job")).filter(
                (at) => !listed.some((name) => `${at}.`.includes(`.${name}.`)),
            );
            assert.deepStrictEqual(more, []);
        });
    }

    it("come with the report in the outputs of the stack that is not on EKS", () => {
        assert.deepStrictEqual(outputs, [
            { parity: parityLines(local as LakehouseArgs) },
            undefined,
        ]);
    });

    it("differ in all that the parity report lists", () => {
        const all = Object.values(different).flat();
        const missing = listed.filter((name) => !all.some((at) => `${at}.`.includes(`.${name}.`)));
        assert.deepStrictEqual(missing, []);
    });
});
