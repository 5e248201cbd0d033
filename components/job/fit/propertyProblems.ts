import * as pulumi from "@pulumi/pulumi";
import { TeamConnection } from "../../team/connection";
import { Problems } from "../../validation/problems";
import { DriverArgs, ExecutorArgs } from "../args/roleArgs";
import { givenConf } from "../conf/layeredConf";
import { ConfLayer } from "../conf/layers";
import { variableProperties } from "../conf/mergedJob";
import { dependencyPropertyProblems } from "./dependencyPropertyProblems";
import { localDirProblems } from "./localDirProblems";
import { propertyPath, RoleProperties } from "./propertyPath";
import { volumePropertyProblems } from "./volumePropertyProblems";

/** What is looked at of a job; a role that something is wrong with is left out. */
export interface JobProperties {
    driver?: pulumi.Unwrap<DriverArgs>;
    executor?: pulumi.Unwrap<ExecutorArgs>;
    conf: Record<string, string>;
}

/** What is looked at of a team. */
export type PropertyLimits = Pick<
    TeamConnection,
    "team" | "podSecurity" | "platformConf" | "sparkConf"
>;

/**
 * Adds what is wrong with properties that say what arguments can say as well: the same as is wrong
 * with the arguments.
 */
export function propertyProblems(
    path: string,
    { driver, executor, conf }: JobProperties,
    team: PropertyLimits,
    problems: Problems,
): void {
    const { platformConf, sparkConf } = team;
    const given = givenConf({ args: { main: "", conf }, platformConf, sparkConf });
    const place = { path, ...team };
    dependencyPropertyProblems(given, place, problems);
    for (const role of ["driver", "executor"] as const) {
        const args = role === "driver" ? driver : executor;
        if (args !== undefined) {
            const properties = { role, args, conf: given, place };
            volumePropertyProblems(properties, problems);
            localDirProblems(properties, problems);
            variableProblems(properties, problems);
        }
    }
}

/** A variable of the job that both an argument and a property set. */
function variableProblems({ role, args, conf, place }: RoleProperties, problems: Problems): void {
    for (const kind of ["env", "secretEnv", "configMapEnv"] as const) {
        for (const name of Object.keys(args[kind] ?? {})) {
            for (const key of variableProperties(role, name)) {
                if (conf[key]?.layer === ConfLayer.Job) {
                    const message = `is in ${role}.${kind} already: keep one of them`;
                    problems.add(propertyPath(place, key, ConfLayer.Job), message);
                }
            }
        }
    }
}
