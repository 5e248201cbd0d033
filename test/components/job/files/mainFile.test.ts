import assert from "node:assert/strict";
import { languageOf, mainProblem } from "../../../../components/job/files/mainFile";

describe("a job's main file", () => {
    const uris = ["local:///opt/app.py", "s3a://bucket/app.py", "https://example.com/a.py"];
    for (const uri of uris) {
        it(`is left to Spark at ${uri}`, () => {
            assert.equal(mainProblem(uri), undefined);
            assert.equal(languageOf(uri), "Python");
        });
    }

    it("tells its language by its ending", () => {
        assert.equal(languageOf("count.R"), "R");
        assert.equal(languageOf("count.r"), "R");
        assert.equal(languageOf("local:///opt/spark/examples/jars/spark-examples.jar"), "Scala");
    });

    it("may be a jar of a language other than its ending suggests", () => {
        assert.equal(languageOf("s3a://bucket/app.jar", "Java"), "Java");
    });

    const refused: [string, RegExp][] = [
        ["jobs/pi", /is neither a Python file \(\.py\) nor an R file \(\.R\) nor a jar \(\.jar\)$/],
        ["jobs/pi.PY", /is neither a Python file/],
        [
            "file:///home/me/pi.py",
            /cannot be read by the driver: use a file of this project or local:/,
        ],
        ["local:/opt/pi.py", /has no "\/\/" after "local:"/],
    ];
    for (const [main, message] of refused) {
        it(`is refused as "${main}"`, () => assert.match(mainProblem(main) ?? "", message));
    }
});
