import { versions } from "../../../components/versions";
import { imageNames } from "../../../sandbox/images/recipe";
import { pipVariables } from "./packageServer";
import { BUCKET, s3Properties, s3SecretEnv } from "./s3Server";

const at = (file: string) => `s3a://${BUCKET}/${file}`;

/** Jobs by name whose files are in S3; they want `s3Secret`, and `pip` the server of packages, too. */
export function jobsOnS3(programArguments: string[]) {
    const onS3 = {
        team: "processing",
        image: imageNames.awsSpark,
        sparkVersion: versions.spark,
        driver: { secretEnv: s3SecretEnv },
        wait: "completed",
    };
    return {
        "deps-s3": {
            ...onS3,
            main: at("main.py"),
            arguments: programArguments,
            deps: {
                jars: [at("listed.jar"), at("maven/org/example/fetched/1.0/fetched-1.0.jar")],
                files: [at("note.txt")],
                pyFiles: [at("helper.py")],
                archives: [at("env.tar.gz#env")],
            },
            conf: { ...s3Properties(), "spark.pyspark.python": "./env/bin/python" },
            // The driver alone reads the files: executors need no keys for them.
            executor: { dynamicAllocation: { min: 0, max: 1 } },
        },
        "parquet-s3": {
            ...onS3,
            main: at("parquet.py"),
            arguments: [at("out")],
            conf: s3Properties(),
            executor: { secretEnv: s3SecretEnv },
        },
        pip: {
            ...onS3,
            main: at("shouted.py"),
            driver: { secretEnv: s3SecretEnv, env: pipVariables("pip") },
            conf: s3Properties(),
        },
    };
}
