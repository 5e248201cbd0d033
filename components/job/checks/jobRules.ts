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

/** Properties that `deps` and roles set, by the key that sets them. */
const SET_BY: readonly (readonly [part: string, key: string, property: string])[] = [
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
                  `${formatValue(given)} does not match main, which Spark runs as ${fitting[0]}`,
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
            : ["mainClass", `applies only to jars, and this job is in ${language}: remove it`];
    }),
    ...pythonRules,
    ...schedulerRules,
    (job, path, problems) => {
        const parts = isPlainObject(job) ? job : {};
        const conf = isPlainObject(parts["conf"]) ? parts["conf"] : {};
        for (const [part, key, property] of SET_BY) {
            const setter = parts[part];
            const isSet = isPlainObject(setter) && setter[key] !== undefined;
            if (isSet && conf[property] !== undefined) {
                const message = `is set by \`${part}.${key}\`; remove it here`;
                problems.add(pathTo(pathTo(path, "conf"), property), message);
            }
        }
    },
    oneLogLevel("conf"),
    rule(({ zone, zonePolicy }) =>
        zone !== undefined && zonePolicy === ZonePolicy.Any
            ? ["zone", `cannot be combined with zonePolicy "${ZonePolicy.Any}": keep one of them`]
            : undefined,
    ),
];

/**
 * A job without an image of its own uses its team's or platform's, and that image's Spark version.
 *
 * @param jobDefaults the team's `jobDefaults`, by the job's `team`
 */
export function versionOfImage(jobDefaults: (team: unknown) => unknown): Check {
    return rule(({ team, image, sparkVersion: version }) => {
        const ofTeam = jobDefaults(team);
        const given = isPlainObject(ofTeam) ? stringOf(ofTeam["sparkVersion"]) : "";
        const [has, whose] =
            given === ""
                ? [versions.spark, "the platform's"]
                : [given, "the one in the team's jobDefaults"];
        return image === undefined && version !== undefined && version !== has
            ? [
                  "sparkVersion",
                  `${formatValue(version)} needs an image with that version: also set image ` +
                      `(${whose} has ${has})`,
              ]
            : undefined;
    });
}

/** Waiting for a job that never ends would never end either. */
export const waitCanEnd = rule(({ wait, restart }) =>
    wait === Wait.Completed && restartsAlways(restart)
        ? [
              "wait",
              `"completed" is never reached by a job that always restarts: use "${Wait.Running}"`,
          ]
        : undefined,
);

/** A run that never ends blocks the next one. */
export const runsCanEnd = rule(({ restart }) =>
    restartsAlways(restart)
        ? [
              "restart",
              'cannot be "always" in a schedule, since the first run would never end: ' +
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
