import { strict as assert } from "node:assert";
import { provideObjectStore } from "../../sandbox";
import { TestStack } from "../../testkit/stack";
import { sandboxConfig, testSandbox } from "../../testkit/testSandbox";
import {
    flightsJobs,
    FORMATS,
    lakehouse,
    MONTHS,
    ROWS,
    type Format,
} from "../../testkit/lake/flightsJobs";
import { kill, type Kill } from "./lakehouse/kills";
import {
    checked,
    type Checked,
    committerOf,
    copyOf,
    folderOf,
    jobFiles,
    land,
    onLake,
} from "../../testkit/lake/lake";

/** Each round runs the three jobs side by side, and kills a pod of each. */
const ROUNDS = Math.ceil(Number(process.env.KILLS ?? FORMATS.length) / FORMATS.length);

const TABLES = ["bronze", "silver"];

/** Every pair of role and table comes in turn, for each format. */
function killsOf(round: number): Kill[] {
    return FORMATS.map((format, index) => {
        const turn = round + index;
        const role = turn % 3 === 2 ? "executor" : "driver";
        return { format, role, table: TABLES[Math.floor(turn / 2 + 1) % 2] ?? "" };
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
    });

    after(() => stack.remove());

    for (let round = 0; round < ROUNDS; round++) {
        describe(`jobs whose pods are killed (${round + 1} of ${ROUNDS})`, () => {
            const kills = killsOf(round);
            let marked: boolean;

            before(async () => {
                const before = await onLake(testSandbox(), (s3) => s3.list(BUCKET, ""));
                const jobs = flightsJobs({ trigger: String(round) });
                stack.configure(sandboxConfig({ ...lakehouse, jobs }));
                const update = stack.up();
                try {
                    await Promise.all(
                        kills.map(async (one) => {
                            await kill(one, before);
                            if (one.format === "files") {
                                marked = await isMarked(one.table);
                            }
                        }),
                    );
                } finally {
                    // It holds the stack's lock, also where the test fails.
                    await update;
                }
                const { code, output } = await update;
                assert.equal(code, 0, output);
                for (const format of FORMATS) {
                    const copy = await onLake(testSandbox(), (s3) => copyOf(s3, format));
                    found[format] = await checked(copy, format, MONTHS);
                }
            });

            it("files have no mark while a part of them is there", () => {
                assert.equal(marked, false);
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

    it("_SUCCESS, read by S3's API, names the magic committer", async () => {
        const named = await onLake(testSandbox(), (s3) =>
            Promise.all(
                ["bronze", "silver", "quarantine", "gold"].map((table) =>
                    committerOf(s3, folderOf("files", table)),
                ),
            ),
        );
        assert.deepEqual(named, ["magic", "magic", "magic", "magic"]);
    });
});

function isMarked(table: string): Promise<boolean> {
    return onLake(testSandbox(), (s3) => s3.has(BUCKET, `${folderOf("files", table)}/_SUCCESS`));
}
