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
export function jobsOnS3() {
    const onS3 = {
        team: "processing",
        image: imageNames.otherUsers,
        sparkVersion: versions.spark,
        wait: "completed",
    };
    return {
        "deps-s3": {
            ...onS3,
            main: at("onS3.py"),
            deps: {
                jars: [at("maven/org/example/fetched/1.0/fetched-1.0.jar")],
                files: [at("note.txt"), "conf/settings.yaml"],
                pyFiles: [at("helper.py"), "pack"],
                archives: [at("env.tar.gz#env")],
                requirements: "jobs/requirements.txt",
            },
            conf: s3Properties(),
            driver: { secretEnv: s3SecretEnv, env: pipVariables("requirements") },
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
    };
}
