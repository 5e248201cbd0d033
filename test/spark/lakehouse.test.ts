import { strict as assert } from "node:assert";
import { provideObjectStore } from "../../sandbox";
import { driverLog } from "../../testkit/applications";
import {
    BUCKET,
    FLIGHTS,
    flightsJobs,
    FORMATS,
    lakehouse,
    MONTHS,
    OLDER,
    olderJobs,
    ROWS,
    TEAM,
    type Format,
} from "../../testkit/lake/flightsJobs";
import {
    checked,
    type Checked,
    committedFiles,
    committerOf,
    copyOf,
    folderOf,
    jobFiles,
    land,
    onLake,
} from "../../testkit/lake/lake";
import { type Run, TestStack } from "../../testkit/stack";
import { sandboxConfig, testSandbox } from "../../testkit/testSandbox";
import { kill, type Kill } from "./lakehouse/kills";
import { abortUploads } from "./lakehouse/uploads";

/** Each round runs the three jobs side by side, and kills a pod of each. */
const ROUNDS = Math.ceil(Number(process.env.KILLS ?? FORMATS.length) / FORMATS.length);

const TABLES = ["silver", "bronze"];

/** A killed driver is a job twice, beside other tests on two cores. */
const MOST_MS = 1_200_000;

/** Every pair of role and table comes in turn, for each format. */
function killsOf(round: number): Kill[] {
    return FORMATS.map((format, index) => {
        const turn = round + index;
        const role = turn % 3 === 2 ? "executor" : "driver";
        return { format, role, table: TABLES[Math.floor(turn / 2) % 2] ?? "" };
    });
}

describe("lakehouse", () => {
    let stack: TestStack;
    const found: Record<string, Checked> = {};

    before(async () => {
        await provideObjectStore(testSandbox().id);
        stack = await TestStack.create({
            program: `export * from "../../../index";\n`,
            files: jobFiles(),
            config: sandboxConfig(lakehouse),
        });
        const { code, output } = await stack.up();
        assert.equal(code, 0, output);
        await land(testSandbox());
        await land(testSandbox(), OLDER);
    });

    after(() => stack.remove());

    /** One update with the jobs, whose pods are killed: how many of each, and whether a part was marked. */
    async function killed(round: number): Promise<{ pods: number[]; markedTooEarly: boolean }> {
        const before = await onLake(testSandbox(), async (s3) => [
            ...(await s3.list(BUCKET, `${FLIGHTS}/`)),
            ...(await s3.list(BUCKET, "warehouse/")),
        ]);
        const jobs = { ...flightsJobs({ trigger: String(round) }), ...olderJobs };
        stack.configure(sandboxConfig({ ...lakehouse, jobs }));
        let ended: Run | undefined;
        const update = stack.up().then((run) => (ended = run));
        let markedTooEarly = false;
        try {
            const pods = await Promise.all(
                killsOf(round).map(async (one) => {
                    const victims = await kill(one, before, () => ended !== undefined);
                    if (one.format === "files" && one.role === "driver") {
                        markedTooEarly = await isMarkedTooEarly(one.table);
                    }
                    return victims.length;
                }),
            );
            const { code, output } = await update;
            assert.equal(code, 0, output);
            return { pods, markedTooEarly };
        } finally {
            // It holds the stack's lock, also where the test fails.
            await update;
        }
    }

    for (let round = 0; round < ROUNDS; round++) {
        describe(`jobs whose pods are killed (${round + 1} of ${ROUNDS})`, () => {
            let outcome: Awaited<ReturnType<typeof killed>>;

            before(async function () {
                this.timeout(MOST_MS);
                outcome = await killed(round);
                for (const format of FORMATS) {
                    const copy = await onLake(testSandbox(), (s3) => copyOf(s3, format));
                    found[format] = await checked(copy, format, MONTHS);
                }
            });

            it("a pod of each job is killed; files have no mark while a part of them is there", () => {
                assert.deepEqual(outcome, { pods: [1, 1, 1], markedTooEarly: false });
            });

            for (const format of FORMATS) {
                it(`${format}: tables equal those computed without Spark, row by row`, () => {
                    const { silver, gold, expectedGold, quarantine } = checkedOf(format);
                    assert.deepEqual(silver, [0, 0]);
                    assert.equal(gold.length, 16);
                    assert.deepEqual(gold, expectedGold);
                    assert.deepEqual(quarantine, []);
                });

                it(`${format}: no version that readers could see had a part of the rows, or one twice`, () => {
                    const { versions } = checkedOf(format);
                    for (const table of ["bronze", "silver"] as const) {
                        const whole = versions[table].map(() => [ROWS, ROWS]);
                        assert.deepEqual(versions[table], whole, table);
                    }
                });
            }
        });
    }

    function checkedOf(format: Format): Checked {
        const one = found[format];
        assert.ok(one);
        return one;
    }

    describe("at the end", () => {
        it("_SUCCESS, read by S3's API, names the magic committer, of both lines of Spark", async () => {
            const marks = [
                ...["bronze", "silver", "quarantine", "gold"].map((name) =>
                    folderOf("files", name),
                ),
                `${OLDER}/files/silver`,
            ];
            const named = await onLake(testSandbox(), (s3) =>
                Promise.all(marks.map((folder) => committerOf(s3, folder))),
            );
            assert.deepEqual(named, new Array(marks.length).fill("magic"));
        });

        it("and all files of the table", async () => {
            const folder = folderOf("files", "bronze");
            const [named, keys] = await onLake(testSandbox(), (s3) =>
                Promise.all([committedFiles(s3, folder), s3.list(BUCKET, `${folder}/`)]),
            );
            assert.deepEqual(named.sort(), keys.filter((key) => key.endsWith(".parquet")).sort());
        });

        it("Spark 3.5 has loaded a month in an image of its own", async () => {
            const { jobs } = (await stack.outputs()) as {
                jobs: Record<string, { application: string }>;
            };
            const log = driverLog(TEAM, jobs["flights-older"]?.application ?? "");
            assert.match(log, /^bronze: 27004 rows, silver: 27004 rows, quarantine: 0 rows$/m);
        });

        it("uploads that killed jobs have left are found and aborted", () => {
            const aborted = abortUploads("lakehouse");
            assert.ok(
                aborted.every((key) => key.startsWith(`${BUCKET}/`)),
                aborted.join(),
            );
            assert.deepEqual(abortUploads("lakehouse-again"), []);
        });
    });
});

/** Whether a table of files has its mark, and lacks files that the mark names, or a month. */
function isMarkedTooEarly(table: string): Promise<boolean> {
    const folder = folderOf("files", table);
    return onLake(testSandbox(), async (s3) => {
        const files = (await s3.list(BUCKET, `${folder}/`)).filter((key) =>
            key.endsWith(".parquet"),
        );
        const filenames = await committedFiles(s3, folder);
        const isWhole =
            filenames.every((name) => files.includes(name)) &&
            MONTHS.every((month) => files.some((key) => key.includes(`/month=${month}/`)));
        return filenames.length > 0 && !isWhole;
    });
}
