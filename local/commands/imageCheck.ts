import { group, user } from "../../components/job/checks/userChecks";
import { PodUser, podUser } from "../../components/job/pods/podUser";
import { Problems } from "../../components/validation/problems";
import { UserError } from "../../sandbox/shell";
import { ImageContainer } from "./imageContainer";
import {
    additionsOf,
    DECOMMISSION_SCRIPT,
    FACTS_SCRIPT,
    ImageFacts,
    imageFacts,
    sparkOf,
} from "./imageFacts";
import { driverProblem, executorProblem, factProblems, loginName } from "./imageProblems";

export interface ImageCheckOptions {
    image?: string;
    /** The job's `user` and `group`. */
    userId?: string;
    groupId?: string;
    /** Spark version that the image should have. */
    sparkVersion?: string;
}

/** Hadoop's own test of the user it runs as; Spark runs it like any other main class. */
const LOGIN = [
    ...["driver", "--master", "local"],
    ...["--class", "org.apache.hadoop.security.UserGroupInformation", "spark-internal"],
];

/**
 * Runs an image as a job's pods would, and reports what it contains and what a job needs to use it.
 * Throws a `UserError` if the image is unusable or no engine can run it.
 */
export function checkImage(options: ImageCheckOptions, env = process.env): void {
    const { image } = options;
    if (!image) {
        throw new UserError(
            "usage: make image-check IMAGE=registry.example.com/spark:4.1.2 " +
                "[USER_ID=185] [GROUP_ID=185] [SPARK_VERSION=4.1.2]",
        );
    }
    const job = jobUser(options);
    const as = podUser(job, true);
    const container = new ImageContainer(image, env);
    const [ownUser, ownGroup] = container.shell("id -u; id -g").trim().split("\n");
    const facts = imageFacts(container.shell(FACTS_SCRIPT, as));
    const { name, problems } = problemsOf(container, facts, as, options.sparkVersion);
    console.log(
        [`Image   ${image}, run with ${container.engine}`, ...report(facts, as, name)].join("\n"),
    );
    if (problems.length > 0) {
        const isOther = `${ownUser}:${ownGroup}` !== `${as.runAsUser}:${as.runAsGroup}`;
        if (isOther && ownUser !== "0") {
            const own = `USER_ID=${ownUser} GROUP_ID=${ownGroup}`;
            problems.push(`the image itself runs as another user; try ${own}`);
        }
        throw new UserError(`Jobs cannot use ${image}:\n  ${problems.join("\n  ")}`);
    }
    console.log(["In the job:", ...jobLines(image, facts, job)].join("\n"));
}

/** `user` and `group` as a job would set them. */
function jobUser({ userId, groupId }: ImageCheckOptions): { user?: number; group?: number } {
    const problems = new Problems();
    const read = (value: string | undefined, check: typeof user, path: string) => {
        if (value === undefined) {
            return undefined;
        }
        const number = /^\d+$/.test(value) ? Number(value) : value;
        check(number, path, problems);
        return Number(number);
    };
    const job = { user: read(userId, user, "USER_ID"), group: read(groupId, group, "GROUP_ID") };
    if (problems.list().length > 0) {
        throw new UserError(problems.list().join("\n"));
    }
    return job;
}

/** The problems, and the user's name if Java could log in. */
function problemsOf(
    container: ImageContainer,
    facts: ImageFacts,
    as: PodUser,
    sparkVersion: string | undefined,
): { name?: string; problems: string[] } {
    const problems = factProblems(facts, as, sparkVersion);
    if (sparkOf(facts.jars) === undefined || facts.java === undefined) {
        return { problems };
    }
    const login = container.role(LOGIN, as);
    const problem =
        driverProblem(login, as) ?? executorProblem(container.role(["executor"], as), as);
    return {
        name: loginName(login),
        problems: [...problems, ...(problem === undefined ? [] : [problem])],
    };
}

function report(facts: ImageFacts, as: PodUser, name: string | undefined): string[] {
    const { jars, sparkHome, java, python, handsOn } = facts;
    const spark = sparkOf(jars);
    const additions = additionsOf(jars);
    const named = name === undefined ? "" : `; its name is "${name}"`;
    return [
        `User    ${as.runAsUser}, group ${as.runAsGroup}, and in group 0${named}`,
        `Spark   ${spark ? `${spark.version}, Scala ${spark.scala}, in ${sparkHome}` : "none"}`,
        `Java    ${java ?? "none"}`,
        `Python  ${python ?? "none; Scala and Java jobs only"}`,
        `Stops   ${handsOn ? "after migrating its data" : "at once, losing its data"}` +
            ` (${handsOn ? "has" : "no"} ${DECOMMISSION_SCRIPT})`,
        `Adds    ${additions.length > 0 ? additions.join("\n        ") : "no object stores or table formats"}`,
    ];
}

/** The stack file lines of a job that uses this image. */
function jobLines(
    image: string,
    { jars }: ImageFacts,
    job: { user?: number; group?: number },
): string[] {
    return [
        `    image: ${image}`,
        `    sparkVersion: ${sparkOf(jars)?.version}`,
        ...(job.user === undefined ? [] : [`    user: ${job.user}`]),
        ...(job.group === undefined ? [] : [`    group: ${job.group}`]),
    ];
}
