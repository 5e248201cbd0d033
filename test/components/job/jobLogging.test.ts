import assert from "node:assert/strict";
import { SparkApplicationArgs } from "../../../components/job/args/jobArgs";
import { loggingWarnings } from "../../../components/job/jobLogging";
import { SparkApplication } from "../../../components/job/sparkApplication";
import { hashedName, log4j2Properties } from "../../../components/spark/defaults";
import { TeamConnection } from "../../../components/team/connection";
import { SparkTeam } from "../../../components/team/sparkTeam";
import { SparkTeamOptions } from "../../../components/team/sparkTeamOptions";
import { someCluster } from "../../../testkit/cluster";
import { only, register } from "../../../testkit/mocks";

const FILE = "/etc/spark-platform/log4j2/log4j2.properties";
const OPTION = `-Dlog4j2.configurationFile=file://${FILE}`;
const main = "local:///opt/pi.py";

type Log = { format: "text" | "json"; level: string };

/** What a job logs with: the ConfigMap that its pods mount, and their options of Java. */
async function logOf(
    args: Omit<Partial<SparkApplicationArgs>, "team">,
    team: Partial<SparkTeamOptions> = {},
    known: (connection: TeamConnection) => TeamConnection = (connection) => connection,
) {
    const resources = await register(() => {
        const { connection } = new SparkTeam("data", { cluster: someCluster(), ...team });
        new SparkApplication("pi", { team: known(connection), main, ...args });
    });
    const { spec } = only(
        resources,
        "kubernetes:sparkoperator.k8s.io/v1beta2:SparkApplication",
    ).inputs;
    const mounts = (["driver", "executor"] as const).map((role) => {
        const { volumes, containers } = spec[role].template.spec;
        const volume = volumes.find(({ name }: { name: string }) => name === "log4j2");
        const mount = containers[0].volumeMounts.find(({ name }: any) => name === "log4j2");
        const options = spec.sparkConf[`spark.${role}.defaultJavaOptions`];
        return { map: volume?.configMap, path: mount?.mountPath, options };
    });
    assert.deepEqual(mounts[0], mounts[1]);
    const own = resources.find(({ name }) => name === "pi-log4j2");
    const ofTeam = only(resources, "kubernetes:core/v1:ConfigMap", "data-log4j2");
    return { own: own?.inputs, ofTeam: ofTeam.inputs, pods: mounts[0], sparkConf: spec.sparkConf };
}

function file({ level, format }: Log) {
    return { "log4j2.properties": log4j2Properties(level, format) };
}

/** How pods mount a log configuration. */
function mounted(name: string, options = OPTION) {
    return { map: { name, optional: true }, path: "/etc/spark-platform/log4j2", options };
}

describe("the log of a job", () => {
    it("has the team's format, including JSON", async () => {
        const data = file({ level: "INFO", format: "json" });
        const name = hashedName("log4j2", data);
        for (const args of [{}, { logFormat: "json" } as const]) {
            const { own, ofTeam, pods } = await logOf(args, { logFormat: "json" });
            assert.equal(own, undefined);
            assert.deepEqual([ofTeam["data"], ofTeam["metadata"].name], [data, name]);
            assert.deepEqual(pods, mounted(name));
        }
    });

    it("is unchanged if no format is set", async () => {
        const { own, ofTeam, pods } = await logOf({ logFormat: "text" });
        assert.equal(own, undefined);
        assert.equal(ofTeam["metadata"].name, "log4j2-7478fd78");
        assert.deepEqual(pods, mounted("log4j2-7478fd78"));
    });

    it("has its own configuration if its format differs", async () => {
        const data = file({ level: "ERROR", format: "json" });
        const { own, ofTeam, pods } = await logOf({ logFormat: "json" }, { environment: "prod" });
        const name = hashedName("pi-log4j2", data);
        assert.deepEqual(own, {
            apiVersion: "v1",
            kind: "ConfigMap",
            metadata: {
                name,
                namespace: "data",
                labels: { "spark-platform.dev/job": "pi" },
                annotations: {
                    "pulumi.com/deletionPropagationPolicy": "background",
                    "spark-platform.dev/stack": "project/stack",
                },
            },
            data,
            immutable: true,
        });
        assert.deepEqual(ofTeam["data"], file({ level: "ERROR", format: "text" }));
        assert.deepEqual(pods, mounted(name));
    });

    it("can be plain text in a team that logs JSON, at the job's level", async () => {
        const args = { logFormat: "text", logLevel: "DEBUG" } as const;
        const { own, pods } = await logOf(args, { logFormat: "json" });
        const data = file({ level: "DEBUG", format: "text" });
        assert.deepEqual(own?.["data"], data);
        const options = `${OPTION} -DrootLogLevel=DEBUG`;
        assert.deepEqual(pods, mounted(hashedName("pi-log4j2", data), options));
    });

    const strangers: [what: string, team: Partial<TeamConnection>, log: Log][] = [
        ["of an older stack", { logFormat: undefined }, { level: "INFO", format: "json" }],
        ["without any", { log4j2ConfigMap: undefined }, { level: "INFO", format: "json" }],
        ["without any, in text", { log4j2ConfigMap: undefined }, { level: "INFO", format: "text" }],
    ];
    for (const [what, team, log] of strangers) {
        it(`is the job's own where the connection is one ${what}`, async () => {
            const { own, pods } = await logOf({ logFormat: log.format }, {}, (connection) => ({
                ...connection,
                logLevel: undefined,
                ...team,
            }));
            assert.deepEqual(own?.["data"], file(log));
            assert.deepEqual(pods, mounted(hashedName("pi-log4j2", file(log))));
        });
    }

    const LEVEL = "spark.log.level";
    const levels: [
        what: string,
        args: Omit<Partial<SparkApplicationArgs>, "team">,
        team: Partial<SparkTeamOptions>,
        inFile: string,
        option: string | undefined,
    ][] = [
        ["its own property", { conf: { [LEVEL]: "debug" } }, {}, "INFO", "debug"],
        ["its team's property", {}, { sparkConf: { [LEVEL]: "OFF" } }, "OFF", undefined],
        ["its platform's property", {}, { platformConf: { [LEVEL]: "WARN" } }, "WARN", undefined],
        [
            "its team's argument before its platform's property",
            {},
            { platformConf: { [LEVEL]: "WARN" }, logLevel: "TRACE" },
            "TRACE",
            undefined,
        ],
        [
            "its own argument before its team's property",
            { logLevel: "ERROR" },
            { sparkConf: { [LEVEL]: "DEBUG" } },
            "DEBUG",
            "ERROR",
        ],
    ];
    for (const [what, args, team, inFile, option] of levels) {
        it(`has the level of ${what}, from the start on`, async () => {
            const { ofTeam, pods, sparkConf } = await logOf(args, team);
            assert.deepEqual(ofTeam["data"], file({ level: inFile, format: "text" }));
            const options = option === undefined ? OPTION : `${OPTION} -DrootLogLevel=${option}`;
            assert.equal(pods?.options, options);
            // Spark would heed it a moment later, and undo what the job says.
            assert.equal(sparkConf[LEVEL], undefined);
        });
    }

    it("has the level of a team's property even if an older stack's file does not", async () => {
        const sparkConf = { [LEVEL]: "WARN" };
        const { pods } = await logOf({}, {}, (connection) => ({
            ...connection,
            logLevel: undefined,
            sparkConf,
        }));
        assert.equal(pods?.options, `${OPTION} -DrootLogLevel=WARN`);
    });

    it("uses a file that the job sets itself, under both of log4j's option names", async () => {
        const options = async (own: string) => {
            const conf = {
                "spark.driver.extraJavaOptions": own,
                "spark.executor.extraJavaOptions": own,
            };
            return (await logOf({ conf })).pods?.options;
        };
        assert.equal(await options("-Dlog4j2.configurationFile=/opt/l.xml"), OPTION);
        // The older name counts for nothing beside the newer one.
        assert.equal(
            await options("-Dlog4j.configurationFile=/opt/l.xml"),
            `-Dlog4j.configurationFile=file://${FILE}`,
        );
    });

    it("ignores the job's format with a warning if a property sets another configuration", () => {
        const own = "-Dlog4j2.configurationFile=file:///opt/log4j2.xml";
        const conf = { "spark.driver.extraJavaOptions": own };
        const sparkConf = { "spark.executor.defaultJavaOptions": own };
        const line = (name: string) =>
            `logFormat: "json" has no effect while ${name} sets another log4j configuration: ` +
            "remove one of them";
        assert.deepEqual(loggingWarnings({ logFormat: "json", conf }, { sparkConf }), [
            line("spark.driver.extraJavaOptions"),
            line("spark.executor.defaultJavaOptions"),
        ]);
        assert.deepEqual(loggingWarnings({ conf }, { sparkConf }), []);
        assert.deepEqual(loggingWarnings({ logFormat: "json" }, {}), []);
    });
});
