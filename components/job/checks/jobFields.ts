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
import { fileLocation, localFile, mavenArtifact, mavenPackage, repository } from "../files/uris";
import { mainProblem } from "../files/mainFile";
import { projectFolderProblem } from "../files/projectFolder";
import { noCredential, programArguments } from "./credentialChecks";
import { ingress } from "./ingressChecks";
import { jobAnnotations, jobLabels } from "./metadataChecks";
import { driver, executor } from "./roleChecks";
import { scheduler } from "./schedulerChecks";
import { group, user } from "./userChecks";

/** Maximum of `activeDeadlineSeconds` in Kubernetes (an int32). */
const MAX_TIMEOUT_SECONDS = 2 ** 31 - 1;

const timeout = every(
    duration,
    valueCheck((value) =>
        isSound<string>(duration, value) && durationSeconds(value) > MAX_TIMEOUT_SECONDS
            ? `${formatValue(value)} is more than 24855d, the maximum that Kubernetes accepts here`
            : undefined,
    ),
);

const main = noCredential(
    CredentialPlaces.Address,
    valueCheck((value) =>
        typeof value === "string"
            ? mainProblem(value)
            : `${formatValue(value)} is not a path or URI (e.g. "jobs/pi.py")`,
    ),
);

const folder = valueCheck((value) =>
    typeof value === "string" && value !== ""
        ? projectFolderProblem(value)
        : `${formatValue(value)} is not the path of a folder (e.g. "../jobs")`,
);

const className = valueCheck((value) => {
    if (typeof value !== "string" || !new RegExp(CLASS_NAME, "u").test(value)) {
        return `${formatValue(value)} is not a class name (e.g. "org.apache.spark.examples.SparkPi")`;
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
            : `"${key}" cannot be the key of key=value: use a word without "=" or spaces`,
);

/** Checks of the arguments that every job has, by key; without its team. */
export const jobFields: Shape<Omit<SparkJobArgs, "team">> = {
    main: required(main),
    projectFolder: folder,
    language: oneOf("language", Language),
    mainClass: className,
    arguments: programArguments,
    parameters,
    deps: fields<DepsArgs>({
        files: listOf(fileLocation),
        jars: listOf(fileLocation),
        pyFiles: listOf(fileLocation),
        archives: listOf(fileLocation),
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
