import assert from "node:assert/strict";
import { inspect } from "node:util";
import * as pulumi from "@pulumi/pulumi";
import * as fc from "fast-check";
import {
    alternatives,
    didYouMean,
    pathTo,
    Problems,
    formatValue,
    unknownName,
    userError,
} from "../../../components/validation/problems";

describe("problems", () => {
    it("are thrown as one list", () => {
        const problems = new Problems();
        problems.add("teams.processing.logLevel", '"LOUD" is not a log level');
        problems.add("", "something is missing");
        assert.throws(
            () => problems.throwIfAny('Stack "dev"'),
            (error: Error) => {
                assert.strictEqual(
                    error.message,
                    'Stack "dev" has 2 problems:\n' +
                        '  teams.processing.logLevel: "LOUD" is not a log level\n' +
                        "  something is missing",
                );
                return pulumi.RunError.isInstance(error);
            },
        );
    });

    it("throw nothing where there are none", () => {
        new Problems().throwIfAny("Stack");
    });
});

describe("a user's error", () => {
    const error = userError("the message");

    it("is one that the engine shows without a stack trace", () => {
        assert.ok(pulumi.RunError.isInstance(error));
    });

    it("keeps its message when the SDK writes before it", () => {
        error.message = `error serializing property "x": ${error.message}`;
        assert.strictEqual(error.message, "the message");
    });

    it("is printed without what the SDK hangs on it", () => {
        const rejection = Promise.reject(error);
        rejection.catch(() => undefined);
        Object.assign(error, { promise: rejection });
        assert.strictEqual(inspect(error, { colors: true }), "the message");
    });
});

describe("names in messages", () => {
    it("suggest the nearest known one", () => {
        const known = ["driver", "executor", "memory"];
        assert.strictEqual(didYouMean("memroy", known), "memory");
        assert.strictEqual(didYouMean("Driver", known), "driver");
        assert.strictEqual(didYouMean("quota", known), undefined);
    });

    it("suggest a name for any single wrong character in it", () => {
        const name = "environment";
        fc.assert(
            fc.property(fc.nat(name.length - 1), fc.constantFrom("x", "", "nn"), (at, typed) => {
                const wrong = name.slice(0, at) + typed + name.slice(at + 1);
                assert.strictEqual(didYouMean(wrong, ["teams", name, "jobs"]), name);
            }),
        );
    });

    it("list what is known", () => {
        assert.strictEqual(
            unknownName("team", "procesing", ["processing", "analytics"]),
            'unknown team "procesing"; did you mean "processing"? (known: processing, analytics)',
        );
        assert.strictEqual(unknownName("team", "x", []), 'unknown team "x" (known: none)');
    });

    it("form a path as the person wrote it", () => {
        assert.strictEqual(pathTo("", "jobs"), "jobs");
        assert.strictEqual(pathTo("jobs", "movie-ratings"), "jobs.movie-ratings");
        assert.strictEqual(pathTo("jobs.pi.arguments", 2), "jobs.pi.arguments[2]");
        assert.strictEqual(pathTo("conf", "spark.x"), 'conf["spark.x"]');
    });

    it("show values in short", () => {
        assert.strictEqual(formatValue("4 cores"), '"4 cores"');
        assert.strictEqual(formatValue(undefined), "undefined");
        assert.strictEqual(formatValue({ a: [pulumi.secret("x"), 1] }), '{"a":["an Output",1]}');
        assert.strictEqual(formatValue("x".repeat(100)).length, 80);
        assert.strictEqual(alternatives(["a", "b", "c"]), '"a", "b" or "c"');
    });
});
