import * as pulumi from "@pulumi/pulumi";
import { AwsIdentity } from "../../aws/identity";
import { knowsPodIdentity } from "../../team/buckets/identity";
import { TeamConnection } from "../../team/connection";
import { PodSecurity } from "../../team/teamArgs";
import { fields, isKnown, isPlainObject } from "../../validation/checks";
import { pathTo, Problems } from "../../validation/problems";
import { firstSparkWithPodIdentity } from "../../versions";
import { Language, SparkJobArgs } from "../args/jobArgs";
import { ExecutorArgs } from "../args/roleArgs";
import { jobFields } from "../checks/jobFields";
import { layeredConf } from "../conf/layeredConf";
import { valuesOf } from "../conf/layers";
import { languagesOf } from "../files/mainFile";
import { imageProblems } from "./imageArchitecture";
import { poolProblems } from "./poolFit";
import { quotaProblems } from "./quotaFit";

/** What is looked at of a team. */
export type TeamLimits = Pick<
    TeamConnection,
    | "team"
    | "image"
    | "identity"
    | "podSecurity"
    | "quota"
    | "platformConf"
    | "sparkConf"
    | "nodePools"
>;

/**
 * Adds what the team's settings refuse: volumes that its Pod Security does not allow, pods that its
 * quota, or every node of its platform's pools, never has room for, and images that nodes cannot
 * run. Looks at nothing where the arguments themselves are wrong.
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
    const demand = {
        driver,
        executor,
        conf: confOf(args, executor, team),
        language: args.language ?? languagesOf(args.main)[0] ?? Language.Scala,
    };
    identityProblems(path, args.sparkVersion, team, problems);
    quotaProblems(path, demand, team, problems);
    const places = [args.zone, driver.pool, executor.pool];
    if (team.nodePools !== undefined && places.every(isKnown)) {
        poolProblems(path, demand, args, team.nodePools, problems);
        const image = args.image ?? team.image;
        if (typeof image === "string") {
            imageProblems(path, image, demand, team.nodePools, problems);
        }
    }
}

function isSound(args: Omit<SparkJobArgs, "team">): boolean {
    const { main, language, driver, executor, conf, zone, zonePolicy } = args;
    const looked = { main, language, driver, executor, conf, zone, zonePolicy };
    const problems = new Problems();
    fields(jobFields, ["main"])(looked, "", problems);
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

function identityProblems(
    path: string,
    sparkVersion: unknown,
    { team, identity }: TeamLimits,
    problems: Problems,
): void {
    const isOld = typeof sparkVersion === "string" && !knowsPodIdentity(sparkVersion);
    if (identity === AwsIdentity.PodIdentity && isOld) {
        problems.add(
            pathTo(path, "sparkVersion"),
            `${sparkVersion} knows no EKS Pod Identity, by which team "${team}" gets at its ` +
                `buckets: use Spark ${firstSparkWithPodIdentity} or newer, or set the team's ` +
                'identity: "irsa"',
        );
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
