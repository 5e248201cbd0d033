import { CLASS_NAME, SHELL_ADVICE } from "../../spark/applicationFields";
import { LogFormat, LogLevel } from "../../spark/environment";
import { imageFields } from "../../spark/imageFields";
import { jobConf } from "../../spark/sparkConf";
import { TableFormat } from "../../spark/tableFormat";
import {
    every,
    fields,
    input,
    isSound,
    listOf,
    mapOf,
    required,
    Shape,
    valueCheck,
} from "../../validation/checks";
import { CredentialPlaces } from "../../validation/credentials/credentialPlaces";
import { formatValue } from "../../validation/problems";
import { duration, durationSeconds } from "../../validation/quantities";
import { anyString, nonEmptyString, oneOf, wholeNumber } from "../../validation/values";
import {
    DepsArgs,
    Language,
    RestartArgs,
    RestartPolicy,
    SparkJobArgs,
    ZonePolicy,
} from "../args/jobArgs";
import { address, localFile, mavenArtifact, mavenPackage, repository } from "../files/addresses";
import { mainProblem } from "../files/mainFile";
import { projectFolderProblem } from "../files/projectFolder";
import { noCredential, programArguments } from "./credentialChecks";
import { ingress } from "./ingressChecks";
import { jobAnnotations, jobLabels } from "./metadataChecks";
import { driver, executor } from "./roleChecks";
import { scheduler } from "./schedulerChecks";
import { group, user } from "./userChecks";

/** Most seconds that Kubernetes takes for `activeDeadlineSeconds` (an int32). */
const MOST_TIMEOUT_SECONDS = 2 ** 31 - 1;

const timeout = every(
    duration,
    valueCheck((value) =>
        isSound<string>(duration, value) && durationSeconds(value) > MOST_TIMEOUT_SECONDS
            ? `${formatValue(value)} is more than 24855d, the longest that Kubernetes takes here`
            : undefined,
    ),
);

const main = noCredential(
    CredentialPlaces.Address,
    valueCheck((value) =>
        typeof value === "string" ? mainProblem(value) : `${formatValue(value)} is not a text`,
    ),
);

const folder = valueCheck((value) =>
    typeof value === "string" && value !== ""
        ? projectFolderProblem(value)
        : `${formatValue(value)} is not the path of a folder (e.g. "../jobs")`,
);

const className = valueCheck((value) => {
    if (typeof value !== "string" || !new RegExp(CLASS_NAME, "u").test(value)) {
        return `${formatValue(value)} is not the name of a class (e.g. "org.apache.spark.examples.SparkPi")`;
    }
    const advice = SHELL_ADVICE.get(value);
    return advice && `${formatValue(value)} does not run in cluster mode: ${advice}`;
});

const parameters = mapOf(
    (value, path, problems, key) =>
        input(noCredential(CredentialPlaces.Argument, anyString, key))(value, path, problems),
    (key) =>
        /^[^\s=]+$/.test(key)
            ? undefined
            : `"${key}" cannot be a key of key=value: use a word without "=" and spaces`,
);

/** Checks of what every job has, by key; without its team. */
export const jobFields: Shape<Omit<SparkJobArgs, "team">> = {
    main: required(main),
    projectFolder: folder,
    language: oneOf("language", Language),
    mainClass: className,
    arguments: programArguments,
    parameters,
    deps: fields<DepsArgs>({
        files: listOf(address),
        jars: listOf(address),
        pyFiles: listOf(address),
        archives: listOf(address),
        requirements: localFile,
        packages: listOf(mavenPackage),
        excludePackages: listOf(mavenArtifact),
        repositories: listOf(repository),
        ivySettings: localFile,
    }),
    sparkVersion: imageFields.sparkVersion,
    image: imageFields.image,
    user,
    group,
    imagePullPolicy: imageFields.imagePullPolicy,
    imagePullSecrets: imageFields.imagePullSecrets,
    driver,
    executor,
    zonePolicy: oneOf("zone policy", ZonePolicy),
    zone: nonEmptyString,
    tableFormat: oneOf("table format", TableFormat),
    conf: jobConf,
    logLevel: oneOf("log level", LogLevel),
    logFormat: oneOf("log format", LogFormat),
    restart: fields<RestartArgs>({
        policy: required(oneOf("restart policy", RestartPolicy)),
        retries: wholeNumber(1),
        interval: duration,
    }),
    timeout,
    scheduler,
    ingress,
    labels: jobLabels,
    annotations: jobAnnotations,
};
