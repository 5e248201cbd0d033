import {
    anyString,
    Check,
    every,
    fields,
    boolean,
    oneOf,
    valueCheck,
    wholeNumber,
} from "../../validation/checks";
import { Problems, formatValue, unknownName } from "../../validation/problems";
import { duration } from "../../validation/quantities";
import { Concurrency, Wait } from "../args/jobArgs";
import { jobFields } from "./jobFields";
import { jobRules, runsHaveAnEnd, waitHasAnEnd } from "./jobRules";
import { schedule } from "./schedule";
import { timeZone } from "./timeZone";

export { jobFitsTeam } from "../fit/teamFit";

const oneShotFields = { wait: oneOf("wait", Wait), trigger: anyString, timeToLive: duration };

const scheduledFields = {
    schedule,
    timeZone,
    concurrency: oneOf("concurrency", Concurrency),
    history: fields({ successful: wholeNumber(0), failed: wholeNumber(0) }),
    suspend: boolean,
    timeToLive: duration,
};

/**
 * Adds what is wrong with a job's name or arguments.
 *
 * @param teams names that `team` may have in a stack file; without them `team` is not looked at
 */
export function jobProblems(
    path: string,
    name: string,
    args: unknown,
    problems: Problems,
    teams?: readonly string[],
): void {
    nameProblems(path, name, problems);
    const shape = { ...teamField(teams), ...jobFields, ...oneShotFields };
    every(fields(shape, required(teams)), ...jobRules, waitHasAnEnd)(args, path, problems);
}

/** The same for a job that runs by a schedule. */
export function scheduledJobProblems(
    path: string,
    name: string,
    args: unknown,
    problems: Problems,
    teams?: readonly string[],
): void {
    nameProblems(path, name, problems);
    const shape = { ...teamField(teams), ...jobFields, ...scheduledFields };
    const needed = [...required(teams), "schedule"];
    every(fields(shape, needed), ...jobRules, runsHaveAnEnd)(args, path, problems);
}

function nameProblems(path: string, name: string, problems: Problems): void {
    if (!/^[a-z]([-a-z0-9]{0,61}[a-z0-9])?$/.test(name)) {
        problems.add(
            path,
            `"${name}" cannot name a job: use 1-63 lower-case letters, digits and "-", ` +
                'beginning with a letter (e.g. "movie-ratings")',
        );
    }
}

function required(teams: readonly string[] | undefined): string[] {
    return teams === undefined ? ["main"] : ["team", "main"];
}

function teamField(teams: readonly string[] | undefined): { team: Check } {
    if (teams === undefined) {
        return { team: () => undefined };
    }
    return {
        team: valueCheck((value) => {
            if (typeof value !== "string") {
                return `${formatValue(value)} is not the name of a team`;
            }
            return teams.includes(value) ? undefined : unknownName("team", value, teams);
        }),
    };
}
