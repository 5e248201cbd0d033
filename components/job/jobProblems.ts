import { Check, fields, listOf, mapOf, oneOf, text, valueCheck, wholeNumber } from "../checks";
import { LogLevel } from "../environment";
import { sparkConf } from "../team/sparkConf";
import { anyText } from "../texts";
import { Problems, shown, unknownName } from "../validation";
import { versions } from "../versions";
import { ImagePullPolicy, RestartPolicy, Wait, ZonePolicy } from "./jobArgs";
import { driver, every, executor, rule } from "./jobChecks";
import { mainProblem } from "./mainFile";
import { duration } from "./units";

/** Spark 3.3 is the first with log4j2, which the platform configures. */
const OLDEST_SPARK = [3, 3] as const;

const main = valueCheck((value) =>
    typeof value === "string" ? mainProblem(value) : `${shown(value)} is not a text`,
);

const sparkVersion = valueCheck((value) => {
    const parts = typeof value === "string" ? /^(\d+)\.(\d+)\.\d+$/.exec(value) : null;
    if (parts === null) {
        return `${shown(value)} is not a Spark version (e.g. "${versions.spark}")`;
    }
    const [major, minor] = [Number(parts[1]), Number(parts[2])];
    const isTooOld =
        major < OLDEST_SPARK[0] || (major === OLDEST_SPARK[0] && minor < OLDEST_SPARK[1]);
    return isTooOld ? `${shown(value)} is too old: ${OLDEST_SPARK.join(".")} or newer` : undefined;
});

const className = valueCheck((value) =>
    typeof value === "string" &&
    /^[\p{L}_$][\p{L}\p{N}_$]*(\.[\p{L}_$][\p{L}\p{N}_$]*)*$/u.test(value)
        ? undefined
        : `${shown(value)} is not the name of a class (e.g. "org.apache.spark.examples.SparkPi")`,
);

const shape = {
    main,
    mainClass: className,
    arguments: listOf(anyText),
    parameters: mapOf(anyText, (key) =>
        /^[^\s=]+$/.test(key)
            ? undefined
            : `"${key}" cannot be a key of key=value: use a word without "=" and spaces`,
    ),
    sparkVersion,
    image: text,
    imagePullPolicy: oneOf("image pull policy", ImagePullPolicy),
    imagePullSecrets: listOf(text),
    driver,
    executor,
    zonePolicy: oneOf("zone policy", ZonePolicy),
    zone: text,
    conf: sparkConf,
    logLevel: oneOf("log level", LogLevel),
    restart: fields(
        {
            policy: oneOf("restart policy", RestartPolicy),
            retries: wholeNumber(1),
            interval: duration,
        },
        ["policy"],
    ),
    wait: oneOf("wait", Wait),
    trigger: anyText,
    timeToLive: duration,
};

const rules: Check[] = [
    rule(({ image, sparkVersion: version }) =>
        image !== undefined && version === undefined
            ? [
                  "sparkVersion",
                  `is missing: say which Spark the image has (e.g. "${versions.spark}")`,
              ]
            : undefined,
    ),
    rule(({ image, sparkVersion: version }) =>
        image === undefined && version !== undefined && version !== versions.spark
            ? [
                  "sparkVersion",
                  `${shown(version)} needs an image of that version: set image, too ` +
                      `(the platform's has ${versions.spark})`,
              ]
            : undefined,
    ),
    rule(({ main: file, mainClass }) =>
        typeof file === "string" && file.endsWith(".jar") && mainClass === undefined
            ? ["mainClass", "is missing: name the class in the jar that has the main method"]
            : undefined,
    ),
    rule(({ main: file, mainClass }) =>
        typeof file === "string" && file.endsWith(".py") && mainClass !== undefined
            ? ["mainClass", "is for jars; a Python job has none: remove it"]
            : undefined,
    ),
    rule(({ zone, zonePolicy }) =>
        zone !== undefined && zonePolicy === ZonePolicy.Any
            ? ["zone", `does not go with zonePolicy "${ZonePolicy.Any}": keep one of them`]
            : undefined,
    ),
    rule(({ wait, restart }) => {
        const policy = (restart as { policy?: unknown } | undefined)?.policy;
        return wait === Wait.Completed && policy === RestartPolicy.Always
            ? [
                  "wait",
                  `"completed" never comes for a job that always restarts: use "${Wait.Running}"`,
              ]
            : undefined;
    }),
];

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
    if (!/^[a-z]([-a-z0-9]{0,61}[a-z0-9])?$/.test(name)) {
        problems.add(
            path,
            `"${name}" cannot name a job: use 1-63 lower-case letters, digits and "-", ` +
                'beginning with a letter (e.g. "movie-ratings")',
        );
    }
    const team = teams === undefined ? () => undefined : teamName(teams);
    const required = teams === undefined ? ["main"] : ["team", "main"];
    every(fields({ team, ...shape }, required), ...rules)(args, path, problems);
}

function teamName(teams: readonly string[]): Check {
    return valueCheck((value) => {
        if (typeof value !== "string") {
            return `${shown(value)} is not the name of a team`;
        }
        return teams.includes(value) ? undefined : unknownName("team", value, teams);
    });
}
