import { versions } from "../../../components/versions";
import { imageNames } from "../../../sandbox/images/recipe";
import { pipVariables } from "./packageServer";
import { BUCKET, s3Properties, s3SecretEnv } from "./s3Server";

const at = (file: string) => `s3a://${BUCKET}/${file}`;

/** Variables of the same Secret, for properties that refer to them. */
const referred = {
    LAKE_KEY: { name: "lake", key: "AWS_ACCESS_KEY_ID" },
    LAKE_SECRET: { name: "lake", key: "AWS_SECRET_ACCESS_KEY" },
};

/** Files of the project that the jobs name. */
export const s3ProjectFiles = { "jobs/requirements.txt": "shouting==1.0\n" };

/**
 * Jobs by name whose files are in S3, with an image that can read it and has no name for user 185;
 * they want `s3Secret` and the server of packages.
 */
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
            user: 1000,
            // Kubernetes fills in what a variable of the driver refers to.
            arguments: [at("out"), "$(LAKE_KEY)"],
            conf: {
                ...s3Properties(),
                "spark.hadoop.fs.s3a.access.key": "${env.LAKE_KEY}",
                "spark.hadoop.fs.s3a.secret.key": "${env.LAKE_SECRET}",
            },
            driver: { secretEnv: referred },
            executor: { secretEnv: referred },
        },
        requirements: {
            ...onS3,
            main: at("shouted.py"),
            deps: { requirements: "jobs/requirements.txt" },
            driver: { secretEnv: s3SecretEnv, env: pipVariables("requirements") },
            conf: s3Properties(),
        },
    };
}
