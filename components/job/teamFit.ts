import * as pulumi from "@pulumi/pulumi";
import { fields, isPlainObject } from "../checks";
import { TeamConnection } from "../team/connection";
import { PodSecurity } from "../team/teamArgs";
import { pathTo, Problems } from "../validation";
import { layeredConf } from "./conf/layeredConf";
import { valuesOf } from "./conf/layers";
import { Language, SparkJobArgs } from "./jobArgs";
import { jobFields } from "./jobFields";
import { languagesOf } from "./mainFile";
import { quotaProblems } from "./quotaProblems";
import { ExecutorArgs } from "./roleArgs";

/** What is looked at of a team. */
export type TeamLimits = Pick<
    TeamConnection,
    "team" | "podSecurity" | "quota" | "platformConf" | "sparkConf"
>;

/**
 * Adds what the team's settings refuse: volumes that its Pod Security does not allow, and pods that
 * its quota never has room for. Looks at nothing where the arguments themselves are wrong.
 */
export function jobFitsTeam(
    path: string,
    args: Omit<SparkJobArgs, "team">,
    team: TeamLimits,
    problems: Problems,
): void {
    if (!isSound(args)) {
        return;
    }
    const driver = known(args.driver);
    const executor = known(args.executor);
    hostPathProblems(pathTo(path, "driver"), driver, team, problems);
    hostPathProblems(pathTo(path, "executor"), executor, team, problems);
    quotaProblems(
        path,
        {
            driver,
            executor,
            conf: confOf(args, executor, team),
            language: args.language ?? languagesOf(args.main)[0] ?? Language.Scala,
        },
        team,
        problems,
    );
}

function isSound({ main, language, driver, executor, conf }: Omit<SparkJobArgs, "team">): boolean {
    const problems = new Problems();
    fields(jobFields, ["main"])({ main, language, driver, executor, conf }, "", problems);
    return problems.list().length === 0;
}

function hostPathProblems(
    path: string,
    { volumes = {} }: pulumi.Unwrap<ExecutorArgs>,
    { team, podSecurity = PodSecurity.Restricted }: TeamLimits,
    problems: Problems,
): void {
    if (podSecurity === PodSecurity.Privileged) {
        return;
    }
    for (const [name, { hostPath }] of Object.entries(volumes)) {
        if (hostPath !== undefined) {
            problems.add(
                pathTo(pathTo(pathTo(path, "volumes"), name), "hostPath"),
                `is refused by Pod Security "${podSecurity}" of team "${team}": use emptyDir or a ` +
                    `claim, or set the team's podSecurity: "${PodSecurity.Privileged}"`,
            );
        }
    }
}

/** The properties that are known already. */
function confOf(
    { main, conf }: Omit<SparkJobArgs, "team">,
    executor: pulumi.Unwrap<ExecutorArgs>,
    { platformConf, sparkConf }: TeamLimits,
): Record<string, string> {
    const texts = Object.entries(known(conf)).filter(
        (entry): entry is [string, string] => typeof entry[1] === "string",
    );
    const args = { main, executor, conf: Object.fromEntries(texts) };
    return valuesOf(layeredConf({ args, platformConf, sparkConf }));
}

/** What is in a map; nothing where only a later step of the engine knows. */
function known<T extends object>(map: T | undefined): pulumi.Unwrap<T> {
    return (isPlainObject(map) ? map : {}) as pulumi.Unwrap<T>;
}
