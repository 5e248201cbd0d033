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

export const SECRET_ADVICE =
    ", which whoever may see the job can read: keep it in a Kubernetes Secret, " +
    "and name that in `secretEnv` of driver and executor";

/** Arguments of an executor with one volume. */
export function volume(args: object, name = "data"): Record<string, unknown> {
    return { executor: { volumes: { [name]: args } } };
}

export const SCHEDULE_IS_UNKNOWN =
    'schedule: unknown key "schedule" (known: team, main, language, mainClass, arguments, ' +
    "parameters, deps, sparkVersion, image, imagePullPolicy, imagePullSecrets, driver, executor, " +
    "zonePolicy, zone, conf, logLevel, logFormat, restart, wait, trigger, timeToLive)";

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
