import { PodUser } from "../../components/job/pods/podUser";
import { isAtLeast } from "../../components/validation/versionOrder";
import { lastLines } from "../../sandbox/shell";
import { ImageFacts, jarVersion, sparkOf } from "./imageFacts";

/** Problems with an image's files, each with its fix. */
export function factProblems(facts: ImageFacts, user: PodUser, wantedSpark?: string): string[] {
    const { jars, sparkHome, java, workFolder, canWrite } = facts;
    const spark = sparkOf(jars);
    if (spark === undefined) {
        return [`no Spark in ${sparkHome}/jars: set SPARK_HOME in the image (ENV SPARK_HOME=…)`];
    }
    const hadoop = jarVersion(jars, "hadoop-client-api");
    const s3a = jarVersion(jars, "hadoop-aws");
    // Hadoop 3.4 uses version 2 of AWS' SDK under other names, as a bundle or as modules.
    const hasSdk = jars.some((jar) => /^(bundle|s3|aws-java-sdk-(bundle|s3))-\d/.test(jar));
    const found: [boolean, string][] = [
        [!isAtLeast(spark.version, "3.3"), `Spark ${spark.version} is too old; use 3.3 or newer`],
        [
            wantedSpark !== undefined && wantedSpark !== spark.version,
            `Spark is ${spark.version}, not ${wantedSpark}; set the job's sparkVersion to ${spark.version}`,
        ],
        [
            !jars.some((jar) => jar.startsWith("spark-kubernetes_")),
            "no spark-kubernetes jar; use a Spark distribution built with Kubernetes support (-Pkubernetes)",
        ],
        [
            java === undefined,
            "no Java; install it and set JAVA_HOME or PATH in the image (ENV JAVA_HOME=…)",
        ],
        [
            !canWrite,
            `user ${user.runAsUser} cannot write to the working directory ${workFolder}, where Spark ` +
                `puts a job's files; run "chgrp 0 ${workFolder} && chmod g+w ${workFolder}" in the ` +
                "image, or name a group that can write (GROUP_ID=…)",
        ],
        [
            s3a !== undefined && hadoop !== undefined && s3a !== hadoop,
            `hadoop-aws is ${s3a}, but Hadoop is ${hadoop}; use hadoop-aws-${hadoop}.jar`,
        ],
        [
            s3a !== undefined && !hasSdk,
            "hadoop-aws lacks AWS' SDK; add the dependencies in its pom.xml, or build the image with make image",
        ],
    ];
    return found.flatMap(([isWrong, problem]) => (isWrong ? [problem] : []));
}

/** Java's login without an entry, and Ivy's earlier search for a home; seen with Spark 4.1.2. */
const NO_ENTRY = /invalid null input: name|basedir must be absolute: \?/;

/** The name that Hadoop logged in with, from the output of its class UserGroupInformation. */
export function loginName(output: string): string | undefined {
    return /^UGI: (.*) \(auth:/m.exec(output)?.[1];
}

/** What prevents the entrypoint from running a driver, if anything. */
export function driverProblem(output: string, user: PodUser): string | undefined {
    return loginName(output) === undefined ? roleProblem("driver", output, user) : undefined;
}

/** The same for an executor, which was given the URL of a driver that does not exist. */
export function executorProblem(output: string, user: PodUser): string | undefined {
    return output.includes("Failed to connect to")
        ? undefined
        : roleProblem("executor", output, user);
}

function roleProblem(role: string, output: string, user: PodUser): string {
    return NO_ENTRY.test(output)
        ? `user ${user.runAsUser} has no entry in /etc/passwd, and Java cannot log in without one; ` +
              "add one in the image (useradd), make /etc/passwd writable to group 0 for Spark's entrypoint " +
              '("chgrp 0 /etc/passwd && chmod g+w /etc/passwd"), or name an existing user (USER_ID=…)'
        : `the entrypoint does not run "${role}" as Spark's does; use Spark's entrypoint.sh. ` +
              `Its last lines:\n${indented(lastLines(output, 8))}`;
}

function indented(lines: string): string {
    return lines.replace(/^/gm, "      ");
}
