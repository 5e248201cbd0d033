import { copyFileSync } from "node:fs";
import { join } from "node:path";
import { run } from "../../../sandbox/shell";
import { temporaryFolder } from "../../../testkit/temporaryFolder";

const LIBRARY = "libfaketime.so.1";

// Scala's compiler is in Spark's distribution and runs a program of one line. What `reflect` calls runs
// on an executor.
const PROGRAM = `
val spark = org.apache.spark.sql.SparkSession.builder.getOrCreate()
val there = spark.range(1).repartition(1).selectExpr("reflect('java.lang.System', 'currentTimeMillis')")
val ahead = System.currentTimeMillis - there.collect()(0).getString(0).toLong
println("AHEAD " + math.round(ahead / 3.6e6) + " h")
println("SUM " + spark.range(4).selectExpr("sum(id)").head().get(0))
spark.stop()
`;

/**
 * A driver on a node whose clock is two hours ahead. Namespaces leave the wall clock alone, and programs in
 * Go (kubelet, containerd, operator) read it past the C library, which the library replaces: a JVM does not.
 * Python does not work with it (its sockets' time-outs become invalid).
 */
export const driverAhead = {
    main: "local:///opt/spark/jars/scala-compiler-2.13.17.jar",
    mainClass: "scala.tools.nsc.MainGenericRunner",
    arguments: ["-usejavacp", "-e", PROGRAM],
    deps: { files: [`jobs/${LIBRARY}`] },
    driver: {
        env: {
            LD_PRELOAD: `/etc/spark-platform/main/${LIBRARY}`,
            FAKETIME: "+2h",
            FAKETIME_DONT_FAKE_MONOTONIC: "1",
        },
    },
};

/** Fetches Debian's library for other clocks into the project. */
export function fetchFakeClock(project: string): void {
    const cwd = temporaryFolder();
    // The download's own user may not write there.
    run("apt-get", ["-o", "APT::Sandbox::User=root", "download", "libfaketime"], { cwd });
    run("sh", ["-c", "dpkg -x libfaketime_*.deb ."], { cwd });
    const [library = ""] = run("find", [".", "-name", LIBRARY], { cwd }).split("\n");
    copyFileSync(join(cwd, library), join(project, "jobs", LIBRARY));
}
