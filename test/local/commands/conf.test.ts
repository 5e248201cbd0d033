import assert from "node:assert/strict";
import { sources } from "../../../components/versions";
import { confOf, confTable, settingsOf } from "../../../local/commands/conf";
import { pulumiYaml, writeProject } from "../../../local/engine/project";
import type { Paths } from "../../../local/paths";
import { emptyCheckout, put } from "../support";

const images = { spark: "spark:here", sparkOperator: "operator:here" };

const IMAGE = "spark.kubernetes.container.image";

describe("make conf", () => {
    let paths: Paths;

    beforeEach(() => {
        paths = emptyCheckout();
        const config = {
            "spark-platform:cluster": { kind: "kubernetes", context: "here" },
            "spark-platform:teams": { sales: {} },
            "spark-platform:jobs": { pi: { team: "sales", main: "local:///opt/pi.py" } },
        };
        put(paths.checkout, "Pulumi.yaml", "name: spark-platform\nmain: index.ts\n");
        put(paths.checkout, "Pulumi.local.yaml", pulumiYaml({ config }));
    });

    const image = () => confOf(settingsOf(paths), "pi")[IMAGE]?.value;

    it("shows the public image until a platform runs, then the platform's", () => {
        assert.equal(image(), sources.sparkImage);
        const artifacts = { charts: { sparkOperator: "/cache/chart" }, images };
        writeProject(paths, { context: "here", artifacts, keepTrackedEncryption: false });
        assert.equal(image(), "spark:here");
    });

    it("leaves a team's log level to the team's log configuration, as an update does", () => {
        const { platform, ...stack } = settingsOf(paths);
        const teams = { sales: { sparkConf: { "spark.log.level": "WARN" } } };
        const conf = confOf({ ...stack, platform: { ...platform, teams } }, "pi");
        assert.equal(conf["spark.log.level"], undefined);
        assert.equal(
            conf["spark.driver.defaultJavaOptions"]?.value,
            "-Dlog4j2.configurationFile=file:///etc/spark-platform/log4j2/log4j2.properties",
        );
    });

    it("prints a line per property: key, layer, value", () => {
        const conf = {
            "spark.b": { value: "2", layer: "job" as const },
            "spark.long": { value: "1 2", layer: "platform" as const },
        };
        assert.equal(confTable(conf), "spark.b     job       2\nspark.long  platform  1 2");
    });

    it("refuses a job that does not exist", () => {
        assert.throws(() => confOf(settingsOf(paths), "toString"), {
            message: 'JOB: "toString" is not one of pi',
        });
    });
});
