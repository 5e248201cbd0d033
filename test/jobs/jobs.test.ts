import assert from "node:assert/strict";
import { python, refusal } from "./python";

describe("jobs/pi.py", () => {
    it("draws the same points for a task in every run, others for other tasks", () => {
        const code = `
from pi import points_in_circle
print(json.dumps([points_in_circle(0), points_in_circle(0), points_in_circle(1)]))`;
        const [first, again, other] = python(code) as [number, number, number];
        assert.equal(first, again);
        assert.notEqual(first, other);
    });

    it("comes near pi", () => {
        const code = `
from pi import points_in_circle, POINTS_PER_TASK
print(json.dumps(4 * sum(map(points_in_circle, range(4))) / (4 * POINTS_PER_TASK)))`;
        assert.ok(Math.abs((python(code) as number) - Math.PI) < 0.01);
    });
});

describe("jobs/movie_ratings.py", () => {
    it("reads its arguments over its defaults", () => {
        const code = `
from movie_ratings import options
print(json.dumps([options([]), options(["ratings=s3a://b/x?a=b", "minimum=3"])]))`;
        const sample = "file:///opt/spark/data/mllib/als/sample_movielens_ratings.txt";
        assert.deepEqual(python(code), [
            { ratings: sample, minimum: "10" },
            { ratings: "s3a://b/x?a=b", minimum: "3" },
        ]);
    });

    const refused: [string, string][] = [
        ["limit=3", "unknown argument 'limit=3'; known: ratings, minimum (as key=value)\n"],
        ["ratings", "unknown argument 'ratings'; known: ratings, minimum (as key=value)\n"],
        ["minimum=few", "minimum='few' is not a whole number\n"],
    ];
    for (const [argument, message] of refused) {
        it(`refuses ${argument}`, () => {
            const code = `from movie_ratings import options; options([${JSON.stringify(argument)}])`;
            assert.deepEqual(refusal(code), { status: 1, stderr: message });
        });
    }

    it("prints a table", () => {
        const code = `
from movie_ratings import table
print(json.dumps(table([(32, 12, 35 / 12), (7, 100, 2.0)]).split("\\n")))`;
        assert.deepEqual(python(code), [
            "  movie  ratings   mean",
            "     32       12  2.917",
            "      7      100  2.000",
        ]);
    });
});
