import * as pulumi from "@pulumi/pulumi";
import { TeamConnection } from "../../team/connection";
import { Problems } from "../../validation/problems";
import { DriverArgs, ExecutorArgs } from "../args/roleArgs";
import { VARIABLE_KINDS } from "../checks/environmentChecks";
import { GRACE_PERIOD } from "../conf/gracePeriod";
import { givenConf } from "../conf/layeredConf";
import { ConfLayer } from "../conf/layers";
import { selectedLabels, selectorProperty, variableProperties } from "../conf/mergedJob";
import { dependencyPropertyProblems } from "./dependencyPropertyProblems";
import { localDirProblems } from "./localDirProblems";
import { propertyPath, RoleProperties } from "./propertyPath";
import { volumePropertyProblems } from "./volumePropertyProblems";

/** The parts of a job that are checked; an invalid role is left out. */
export interface JobProperties {
    driver?: pulumi.Unwrap<DriverArgs>;
    executor?: pulumi.Unwrap<ExecutorArgs>;
    conf: Record<string, string>;
}

/** The parts of a team that are checked. */
export type PropertyLimits = Pick<
    TeamConnection,
    "team" | "podSecurity" | "platformConf" | "sparkConf"
>;

/** Adds what is wrong with properties that have an equivalent argument: the same rules apply. */
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
            duplicateProblems(properties, problems);
        }
    }
}

/** Adds settings that are in both an argument and a property of the job. */
function duplicateProblems(properties: RoleProperties, problems: Problems): void {
    const { role, args, conf, place } = properties;
    const candidates = [
        ...VARIABLE_KINDS.flatMap((kind) =>
            Object.keys(args[kind] ?? {}).map(
                (name) => [kind, variableProperties(role, name)] as const,
            ),
        ),
        ...selectedLabels(args).map(
            (label) =>
                [
                    "nodeSelector",
                    [selectorProperty(role, label), selectorProperty(undefined, label)],
                ] as const,
        ),
        ...(role === "executor" && args.terminationGracePeriodSeconds !== undefined
            ? [["terminationGracePeriodSeconds", [GRACE_PERIOD]] as const]
            : []),
    ];
    for (const [key, names] of candidates) {
        for (const name of names.filter((one) => conf[one]?.layer === ConfLayer.Job)) {
            const message = `is already set in ${role}.${key}: keep one of them`;
            problems.add(propertyPath(place, name, ConfLayer.Job), message);
        }
    }
}
