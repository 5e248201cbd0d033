import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import * as yaml from "yaml";
import {
    ScheduledSparkApplication,
    SparkApplication,
    SparkPlatform,
    SparkTeam,
    Stack,
} from "../../components";
import { parseSettings } from "../../program/settings";
import { someCluster } from "../../testkit/cluster";
import { register } from "../../testkit/mocks";
import { messagesOf } from "./messagesOf";
import { ONE_SHOT_KEYS, SLIPS } from "./slips";

/** The engine's YAML: octal numbers, and dates that become its own spelling of a moment. */
function engineValue(value: unknown): string {
    const json = JSON.stringify(value, (_, entry: unknown) =>
        typeof entry === "string" && /^\d{4}-\d\d-\d\dT00:00:00\.000Z$/.test(entry)
            ? `${entry.slice(0, 10)} 00:00:00 +0000 UTC`
            : entry,
    );
    return typeof value === "string" ? value : value === null ? "" : json;
}

/** A stack, from its file as the engine and the program read it. */
function stackOfFile(keys: string, isReadable = true): Stack {
    const file = `config:\n${keys.replace(/^/gm, "    ")}\n`;
    const read = (options: yaml.ParseOptions & yaml.SchemaOptions & yaml.DocumentOptions) =>
        (yaml.parse(file, options) as { config: Record<string, unknown> }).config;
    const config = Object.entries(read({ version: "1.1" })).map(([key, value]) => [
        `spark-platform:${key}`,
        engineValue(value),
    ]);
    const written = () => (isReadable ? read({ schema: "failsafe" }) : {});
    return parseSettings(
        Object.fromEntries(config) as Record<string, string>,
        "dev",
        undefined,
        written,
    );
}

function linesOf(keys: string, isReadable = true): string[] {
    return messagesOf(() => stackOfFile(keys, isReadable));
}

describe("typical slips in a stack file", () => {
    before(() => pulumi.runtime.setAllConfig({ "aws:region": "eu-central-1" }));
    after(() => pulumi.runtime.setAllConfig({}));

    for (const { title, file, says, means } of SLIPS) {
        if (means === undefined) {
            it(`get a message: ${title}`, () => assert.deepEqual(linesOf(file), says));
        } else {
            it(`are read as they are meant: ${title}`, () => {
                assert.deepEqual(linesOf(file), says);
                assert.equal(JSON.stringify(stackOfFile(file)), JSON.stringify(stackOfFile(means)));
            });
        }
    }

    it("are more than thirty", () => assert.ok(SLIPS.length > 30, String(SLIPS.length)));

    it("are reported all at once", () => {
        const file = [
            "cluster: { kind: minikube, context: laptop }",
            "environment: production",
            "teams: [data]",
            "operator: none",
            "jobs: { pi: { team: data, main: jobs/pi.py, arguments: [0123], pvc: x } }",
        ].join("\n");
        const paths = linesOf(file).map((line) => line.slice(0, line.indexOf(": ")));
        assert.deepEqual(paths, [
            "cluster.kind",
            "environment",
            "teams",
            "operator",
            "jobs.pi.arguments[0]",
            "jobs.pi.pvc",
        ]);
    });

    it("need quotes where the file cannot be read and a fraction may be another one", () => {
        const job = (argument: string) =>
            "cluster: { context: laptop }\nteams: { data: {} }\n" +
            `jobs: { pi: { team: data, main: jobs/pi.py, arguments: [${argument}], driver: { coreLimit: 1.5 } } }`;
        assert.deepEqual(linesOf(job("1.5"), false), [
            'jobs.pi.arguments[0]: 1.5 is not a string: write it in quotes (e.g. "1.5")',
        ]);
        assert.deepEqual(linesOf(job("15"), false), []);
        assert.deepEqual(linesOf(job("12345678901234567890"), false), [
            "jobs.pi.arguments[0]: 12345678901234567000 may not be the number that was written: " +
                "write it in quotes",
        ]);
    });

    it("are not judged by another file: --config-file names one that the program does not know", () => {
        const config = {
            "spark-platform:cluster": '{"context":"laptop"}',
            "spark-platform:teams": '{"data":{"labels":{"cost-centre":4711}}}',
        };
        const written = () => ({ teams: { data: { labels: { "cost-centre": "0815" } } } });
        const { platform } = parseSettings(config, "dev", undefined, written);
        assert.deepEqual(platform.teams, { data: { labels: { "cost-centre": "4711" } } });
    });
});

describe("typical slips in a program", () => {
    const TEAM = { team: "data", namespace: "data", serviceAccount: "spark" };

    /** All that a program registers for a job. */
    async function made(args: object): Promise<string> {
        const resources = await register(() => {
            new SparkApplication("pi", { team: TEAM, main: "local:///opt/pi.py", ...args });
            new ScheduledSparkApplication("nightly", {
                team: TEAM,
                main: "local:///opt/pi.py",
                schedule: "@daily",
                ...args,
            });
        });
        return JSON.stringify(resources);
    }

    it("are the same run as with quotes, by name and hash", async () => {
        const numbers = {
            arguments: [100, true, pulumi.output(7)],
            parameters: { minimum: 20 },
            conf: { "spark.sql.shuffle.partitions": 64, "spark.memory.fraction": 0.6 },
            driver: { coreLimit: 2, env: { RETRIES: 3 }, labels: { "cost-centre": 4711 } },
            executor: { instances: "2", labels: null },
            timeout: null,
        };
        const strings = {
            arguments: ["100", "true", "7"],
            parameters: { minimum: "20" },
            conf: { "spark.sql.shuffle.partitions": "64", "spark.memory.fraction": "0.6" },
            driver: { coreLimit: "2", env: { RETRIES: "3" }, labels: { "cost-centre": "4711" } },
            executor: { instances: 2, labels: {} },
        };
        assert.equal(await made(numbers), await made(strings));
    });

    it("are taken by a platform and a team, too", async () => {
        const resources = (quota: object, labels: object) =>
            register(() => {
                const cluster = someCluster();
                const teams = { data: { quota, labels } as object };
                new SparkPlatform("spark", { cluster, teams });
                new SparkTeam("risk", { cluster, labels: labels as Record<string, string> });
            });
        assert.deepEqual(
            await resources({ cpu: 6, pods: "20" }, { "cost-centre": 4711 }),
            await resources({ cpu: "6", pods: 20 }, { "cost-centre": "4711" }),
        );
    });

    it("get one list of messages", async () => {
        await register(() => {
            assert.throws(
                () =>
                    new SparkApplication("pi", {
                        team: TEAM,
                        mainApplicationFile: "local:///opt/pi.py",
                        arguments: "100",
                        instances: 2,
                        driver: { env: [{ name: "MODE", value: "full" }] },
                    } as never),
                {
                    message:
                        'SparkApplication "pi" has 5 problems:\n' +
                        '  mainApplicationFile: unknown key "mainApplicationFile": use `main`\n' +
                        '  arguments: "100" is not a list (e.g. ["100"])\n' +
                        '  instances: unknown key "instances"; did you mean "executor.instances"? ' +
                        `${ONE_SHOT_KEYS}\n` +
                        '  driver.env: [{"name":"MODE","value":"full"}] is not a map of keys and values ' +
                        '(e.g. { MODE: "full" })\n' +
                        "  main: is missing",
                },
            );
        });
    });
});
