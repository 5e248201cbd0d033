import assert from "node:assert/strict";
import { stackOf } from "../../../../components";

const access = [{ bucket: "lake", prefix: "sales", mode: "read-write" }];
const job = { team: "processing", main: "jobs/pi.py" };

/** Jobs of a stack with an object store, and a team that may write below `sales`. */
function stack(jobs: object): void {
    stackOf(
        {
            cluster: { kind: "kubernetes", context: "one" },
            teams: { processing: { access } },
            lakehouse: {
                objectStore: {},
                buckets: { lake: {} },
                image: "example.com/lakehouse:1",
                catalog: { kind: "hadoop", warehouse: "s3a://lake/sales" },
            },
            jobs,
        },
        "The stack",
    );
}

describe("jobs of a stack file with a lakehouse", () => {
    it("have its image, its catalog, and the access of their team", () => {
        for (const tableFormat of ["files", "delta", "iceberg"]) {
            stack({ elt: { ...job, tableFormat } });
        }
    });

    it("need no Spark that knows Pod Identity, where they have keys", () => {
        stack({ old: { ...job, image: "example.com/spark:3.5.8", sparkVersion: "3.5.8" } });
    });

    it("are refused what their team may not read", () => {
        assert.throws(
            () =>
                stack({
                    elt: {
                        ...job,
                        main: "s3a://lake/hr/job.py",
                        image: "example.com/x:1",
                        sparkVersion: "4.1.2",
                    },
                }),
            /jobs\.elt\.main: "s3a:\/\/lake\/hr\/job\.py"/,
        );
    });
});
