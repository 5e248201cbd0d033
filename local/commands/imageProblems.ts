import { PodUser } from "../../components/job/pods/podUser";
import { isAtLeast } from "../../components/validation/versionOrder";
import { lastLines } from "../../sandbox/shell";
import { ImageFacts, jarVersion, sparkOf } from "./imageFacts";

/** What is wrong with an image's files, each with what to do. */
export function factProblems(facts: ImageFacts, user: PodUser, wantedSpark?: string): string[] {
    const { jars, sparkHome, java, workFolder, canWrite } = facts;
    const spark = sparkOf(jars);
    if (spark === undefined) {
        return [`no Spark in ${sparkHome}/jars: set SPARK_HOME in the image (ENV SPARK_HOME=…)`];
    }
    const hadoop = jarVersion(jars, "hadoop-client-api");
    const s3a = jarVersion(jars, "hadoop-aws");
    // Hadoop 3.4 has the second version of AWS' SDK, which has other names; whole, or by modules.
    const hasSdk = jars.some((jar) => /^(bundle|s3|aws-java-sdk-(bundle|s3))-\d/.test(jar));
    const found: [boolean, string][] = [
        [
            !isAtLeast(spark.version, "3.3"),
            `Spark ${spark.version} is too old: 3.3 or newer is supported`,
        ],
        [
            wantedSpark !== undefined && wantedSpark !== spark.version,
            `Spark is ${spark.version}, not ${wantedSpark}: set sparkVersion of the job to it`,
        ],
        [
            !jars.some((jar) => jar.startsWith("spark-kubernetes_")),
            "no spark-kubernetes in jars: take a distribution of Spark with Kubernetes (-Pkubernetes)",
        ],
        [
            java === undefined,
            "no Java: install one, and set JAVA_HOME or PATH for it in the image (ENV JAVA_HOME=…)",
        ],
        [
            !canWrite,
            `user ${user.runAsUser} cannot write to the working folder ${workFolder}, where Spark ` +
                `puts a job's files: "chgrp 0 ${workFolder} && chmod g+w ${workFolder}" in the ` +
                "image, or name the group that may (GROUP_ID=…)",
        ],
        [
            s3a !== undefined && hadoop !== undefined && s3a !== hadoop,
            `hadoop-aws is ${s3a}, and Hadoop is ${hadoop}: use hadoop-aws-${hadoop}.jar`,
        ],
        [
            s3a !== undefined && !hasSdk,
            "hadoop-aws is there without AWS' SDK: add what its pom.xml names, or build the image by make image",
        ],
    ];
    return found.flatMap(([isWrong, problem]) => (isWrong ? [problem] : []));
}

/** Java's login without an entry, and Ivy's look for a home before it; seen with Spark 4.1.2. */
const NO_ENTRY = /invalid null input: name|basedir must be absolute: \?/;

/** The name that Hadoop logged in with, from what its class UserGroupInformation prints. */
export function loginName(output: string): string | undefined {
    return /^UGI: (.*) \(auth:/m.exec(output)?.[1];
}

/** What keeps the entrypoint from running a driver, if anything does. */
export function driverProblem(output: string, user: PodUser): string | undefined {
    return loginName(output) === undefined ? roleProblem("driver", output, user) : undefined;
}

/** The same for an executor, which was told of a driver that is not there. */
export function executorProblem(output: string, user: PodUser): string | undefined {
    return output.includes("Failed to connect to")
        ? undefined
        : roleProblem("executor", output, user);
}

function roleProblem(role: string, output: string, user: PodUser): string {
    return NO_ENTRY.test(output)
        ? `user ${user.runAsUser} has no entry in /etc/passwd, and Java cannot log in without one: ` +
              "add one in the image (useradd), let group 0 write /etc/passwd for Spark's entrypoint " +
              '("chgrp 0 /etc/passwd && chmod g+w /etc/passwd"), or name a user that it has (USER_ID=…)'
        : `the entrypoint does not run "${role}" as Spark's does: take Spark's entrypoint.sh. ` +
              `Its last lines:\n${indented(lastLines(output, 8))}`;
}

function indented(text: string): string {
    return text.replace(/^/gm, "      ");
}
