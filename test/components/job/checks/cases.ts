import assert from "node:assert/strict";
import {
    jobProblems,
    scheduledJobProblems,
    teamNamed,
} from "../../../../components/job/checks/jobProblems";
import { Problems } from "../../../../components/validation/problems";

export const TEAM = { team: "processing", namespace: "processing", serviceAccount: "spark" };
export const MAIN = "local:///opt/spark/examples/src/main/python/pi.py";

export function problemsOf(args: Record<string, unknown>, name = "pi", teams?: string[]): string[] {
    const problems = new Problems();
    const all = { main: MAIN, ...(teams === undefined && { team: TEAM }), ...args };
    jobProblems(`jobs.${name}`, name, all, problems, teams && teamNamed(teams));
    return problems.list();
}

export function scheduledProblemsOf(args: Record<string, unknown>, teams?: string[]): string[] {
    const problems = new Problems();
    const team = teams === undefined && { team: TEAM };
    const all = { main: MAIN, schedule: "@daily", ...team, ...args };
    scheduledJobProblems("jobs.daily", "daily", all, problems, teams && teamNamed(teams));
    return problems.list();
}

/** What follows "looks like a credential", by the place. */
export const SECRET_ADVICE = adviceOf({
    argument:
        "keep it in a Kubernetes Secret, set a variable NAME from it in the driver's `secretEnv`, " +
        'and write "$(NAME)" here',
    variable:
        "keep it in a Kubernetes Secret, and name that in `secretEnv` instead; in a longer value write " +
        '"$(NAME)" for it, where NAME is its variable in `secretEnv`',
    hadoop:
        "keep it in a Kubernetes Secret, set a variable NAME from it in `secretEnv` of driver and " +
        'executor, and write "${env.NAME}" here',
    property:
        "keep it in a Kubernetes Secret, and let the program read it from a variable of `secretEnv`",
    address:
        "remove it from the URI. The driver reads object stores with the job's identity, or by " +
        '`spark.hadoop.*` properties of the form "${env.NAME}", where NAME is a variable in ' +
        "`secretEnv` of driver and executor; what it cannot read, put into the image",
    repository:
        "name the repository in a settings file of Ivy instead (`deps.ivySettings`), which reads it " +
        "from a variable of the driver's `secretEnv`",
});

function adviceOf<Place extends string>(advice: Record<Place, string>): Record<Place, string> {
    const entries = Object.entries<string>(advice).map(([place, text]) => {
        return [place, `, which anyone who can view the job can read: ${text}`];
    });
    return Object.fromEntries(entries) as Record<Place, string>;
}

/** Arguments of an executor with one volume. */
export function volume(args: object, name = "data"): Record<string, unknown> {
    return { executor: { volumes: { [name]: args } } };
}

export const SCHEDULE_IS_UNKNOWN =
    'schedule: unknown key "schedule": to run a job on a schedule, use `scheduledJobs` ' +
    "(ScheduledSparkApplication)";

/** Arguments and the only problem that they have. */
export type Case = [what: string, args: Record<string, unknown>, problem: string];

export const ALL_SCHEMES =
    "local://, http://, https://, s3a://, gs://, abfs://, abfss://, hdfs://, s3://, wasb://, " +
    "wasbs://, viewfs://, oss://, cosn://, obs://";

/** One test for each case. */
export function refusesEach(cases: readonly Case[]): void {
    for (const [what, args, expected] of cases) {
        it(`refuses ${what}`, () => assert.deepEqual(problemsOf(args), [`jobs.pi.${expected}`]));
    }
}
