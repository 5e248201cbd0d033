import assert from "node:assert/strict";
import { layeredJob } from "../../../../components/job/conf/layeredConf";
import { ConfParts } from "../../../../components/job/conf/confParts";
import { ResolvedJobArgs } from "../../../../components/job/manifest/manifest";

const EXTENSIONS = "spark.sql.extensions";
const MAGIC = "spark.hadoop.fs.s3a.committer.name";
const main = "local:///opt/app/etl.py";
const objectStore = { endpoint: "http://store.lake.svc:7070", secret: "object-store" };

function conf(parts: Partial<ConfParts>, args: Partial<ResolvedJobArgs> = {}) {
    return layeredJob({ ...parts, args: { main, ...args } }).conf;
}

const KEYS = {
    AWS_ACCESS_KEY_ID: { name: "object-store", key: "AWS_ACCESS_KEY_ID" },
    AWS_SECRET_ACCESS_KEY: { name: "object-store", key: "AWS_SECRET_ACCESS_KEY" },
};

/** The variables from Secrets that driver and executors get. */
function secrets(args: Partial<ResolvedJobArgs>, parts: Partial<ConfParts> = {}) {
    const lakehouse = { objectStore };
    const { driver, executor } = layeredJob({ lakehouse, ...parts, args: { main, ...args } }).args;
    return [driver?.secretEnv, executor?.secretEnv];
}

describe("the storage of a job", () => {
    it("changes nothing without a format, access and a lakehouse", () => {
        const { args, conf: none } = layeredJob({ args: { main } });
        assert.deepEqual(args, { main });
        assert.deepEqual(
            Object.keys(none).filter((key) => /fs\.s3a|commit|catalog|extensions/.test(key)),
            [],
        );
    });

    it("is the library's, except properties that another layer sets", () => {
        const sparkConf = { "spark.hadoop.fs.s3a.committer.magic.enabled": "false" };
        const found = conf({ tableFormat: "files", sparkConf });
        assert.deepEqual(found[MAGIC], { value: "magic", layer: "library" });
        assert.deepEqual(found["spark.hadoop.fs.s3a.committer.magic.enabled"], {
            value: "false",
            layer: "team",
        });
    });

    it("adds its format's extension to those of other layers", () => {
        const found = conf(
            { tableFormat: "delta", sparkConf: { [EXTENSIONS]: "org.example.A, org.example.B" } },
            {},
        );
        assert.deepEqual(found[EXTENSIONS], {
            value: "io.delta.sql.DeltaSparkSessionExtension,org.example.A,org.example.B",
            layer: "team",
        });
        const same = "org.example.A,io.delta.sql.DeltaSparkSessionExtension";
        const again = conf({ tableFormat: "delta" }, { conf: { [EXTENSIONS]: same } });
        assert.deepEqual(again[EXTENSIONS], { value: same, layer: "job" });
    });

    it("leaves the committer unchanged in EMR images, and if a job writes through EMR's file system", () => {
        const tableFormat = "files" as const;
        const image = "public.ecr.aws/emr-on-eks/spark/emr-7.9.0:latest";
        assert.equal(conf({ tableFormat, image })[MAGIC], undefined);
        const elsewhere: Partial<ResolvedJobArgs>[] = [
            { main: "s3://acme-lake/etl.py" },
            { arguments: ["--out", "s3://acme-lake/out"] },
            { parameters: { out: "s3://acme-lake/out" } },
            { deps: { jars: ["s3://acme-lake/a.jar"] } },
        ];
        for (const args of elsewhere) {
            assert.equal(conf({ tableFormat }, args)[MAGIC], undefined, JSON.stringify(args));
        }
        const parameters = { out: "s3a://acme-lake/out" };
        assert.equal(conf({ tableFormat }, { parameters })[MAGIC]?.value, "magic");
    });

    it("has the team's key in both roles, only in variables", () => {
        assert.deepEqual(secrets({}), [KEYS, KEYS]);
        const password = { name: "warehouse", key: "password" };
        const given = { driver: { secretEnv: { DB_PASSWORD: password } }, executor: { cores: 2 } };
        assert.deepEqual(secrets(given), [{ DB_PASSWORD: password, ...KEYS }, KEYS]);
        const values = Object.values(conf({ lakehouse: { objectStore } }));
        assert.ok(values.every(({ value }) => !value.includes("object-store")));
    });

    it("does not add the team's key to the job's own", () => {
        const key = { name: "own", key: "id" };
        const own = { driver: { secretEnv: { AWS_ACCESS_KEY_ID: key } } };
        assert.deepEqual(secrets(own), [{ AWS_ACCESS_KEY_ID: key }, undefined]);
        const property = "spark.kubernetes.driver.secretKeyRef.AWS_SECRET_ACCESS_KEY";
        const sparkConf = { [property]: "own:secret" };
        assert.deepEqual(secrets({}, { sparkConf }), [undefined, undefined]);
    });
});
