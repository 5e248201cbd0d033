import { imageNeedsVersion } from "../../spark/imageFields";
import { oneLogLevel } from "../../spark/logging";
import { Check, isPlainObject, rule } from "../../validation/checks";
import { pathTo, formatValue } from "../../validation/problems";
import { stringOf } from "../../validation/values";
import { versions } from "../../versions";
import { Language, RestartPolicy, Wait, ZonePolicy } from "../args/jobArgs";
import { DEPS_PROPERTIES } from "../conf/dependencies";
import { FILE_PROPERTIES } from "../files/fileReferences";
import { languagesOf } from "../files/mainFile";
import { pythonRules } from "./pythonRules";
import { schedulerRules } from "./schedulerChecks";

/** Properties that `deps` and roles decide, by the key that decides them. */
const DECIDED_BY: readonly (readonly [part: string, key: string, property: string])[] = [
    ...Object.entries(DEPS_PROPERTIES).map(([key, property]) => ["deps", key, property] as const),
    ["deps", "ivySettings", FILE_PROPERTIES.ivySettings],
    ["driver", "memoryOverhead", "spark.driver.memoryOverhead"],
    ["executor", "memoryOverhead", "spark.executor.memoryOverhead"],
];

/** Rules between the keys of a job. */
export const jobRules: Check[] = [
    imageNeedsVersion,
    rule(({ main, language }) => {
        const fitting = languages(main);
        const given = Object.values(Language).find((name) => name === language);
        return given === undefined || fitting.length === 0 || fitting.includes(given)
            ? undefined
            : [
                  "language",
                  `${formatValue(given)} does not fit main, which Spark runs as ${fitting[0]}`,
              ];
    }),
    rule(({ main, mainClass }) =>
        languages(main)[0] === Language.Scala && mainClass === undefined
            ? ["mainClass", "is missing: name the class in the jar that has the main method"]
            : undefined,
    ),
    rule(({ main, mainClass }) => {
        const [language] = languages(main);
        return language === undefined || language === Language.Scala || mainClass === undefined
            ? undefined
            : ["mainClass", `is for jars; a job in ${language} has none: remove it`];
    }),
    ...pythonRules,
    ...schedulerRules,
    (job, path, problems) => {
        const parts = isPlainObject(job) ? job : {};
        const conf = isPlainObject(parts["conf"]) ? parts["conf"] : {};
        for (const [part, key, property] of DECIDED_BY) {
            const decider = parts[part];
            const isDecided = isPlainObject(decider) && decider[key] !== undefined;
            if (isDecided && conf[property] !== undefined) {
                const message = `is decided by \`${part}.${key}\`; remove it here`;
                problems.add(pathTo(pathTo(path, "conf"), property), message);
            }
        }
    },
    oneLogLevel("conf"),
    rule(({ zone, zonePolicy }) =>
        zone !== undefined && zonePolicy === ZonePolicy.Any
            ? ["zone", `does not go with zonePolicy "${ZonePolicy.Any}": keep one of them`]
            : undefined,
    ),
];

/**
 * A job without an image of its own has that of its team or platform, with the Spark that this has.
 *
 * @param jobDefaults what the team says of its jobs' image, by the job's `team`
 */
export function versionOfImage(jobDefaults: (team: unknown) => unknown): Check {
    return rule(({ team, image, sparkVersion: version }) => {
        const ofTeam = jobDefaults(team);
        const given = isPlainObject(ofTeam) ? stringOf(ofTeam["sparkVersion"]) : "";
        const [has, whose] =
            given === ""
                ? [versions.spark, "the platform's"]
                : [given, "that of the team's jobDefaults"];
        return image === undefined && version !== undefined && version !== has
            ? [
                  "sparkVersion",
                  `${formatValue(version)} needs an image of that version: set image, too ` +
                      `(${whose} has ${has})`,
              ]
            : undefined;
    });
}

/** A job that never ends cannot be waited for. */
export const waitHasAnEnd = rule(({ wait, restart }) =>
    wait === Wait.Completed && restartsAlways(restart)
        ? ["wait", `"completed" never comes for a job that always restarts: use "${Wait.Running}"`]
        : undefined,
);

/** A run that never ends leaves no room for the next. */
export const runsHaveAnEnd = rule(({ restart }) =>
    restartsAlways(restart)
        ? [
              "restart",
              'with policy "always" a run never ends, and a schedule makes no sense: ' +
                  `use "${RestartPolicy.OnFailure}", or no schedule`,
          ]
        : undefined,
);

function restartsAlways(restart: unknown): boolean {
    return isPlainObject(restart) && restart["policy"] === RestartPolicy.Always;
}

function languages(main: unknown): readonly Language[] {
    return typeof main === "string" ? languagesOf(main) : [];
}
