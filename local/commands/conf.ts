import { Stack } from "../../components";
import { ResolvedJobArgs } from "../../components/job/args/jobArgs";
import { Conf } from "../../components/job/conf/layers";
import { delivery } from "../../components/job/files/delivery";
import { languageOf } from "../../components/job/files/mainFile";
import { effectiveConf } from "../../components/job/manifest/effectiveConf";
import { STORE, STORE_ENDPOINT } from "../../components/lakehouse/objectStore/names";
import { teamLogLevel } from "../../components/spark/logging";
import { SERVICE_ACCOUNT } from "../../components/team/rbac/driverRole";
import { sources, versions } from "../../components/versions";
import { keysWithSecrets, configStrings } from "../../preview/configuration";
import { parseSettings } from "../../program/settings";
import { chosenJob } from "../chosenJob";
import { readConfig } from "../engine/project";
import type { Paths } from "../paths";

/** The S3 server, as teams of any cluster reach it. */
const storeConnection = { endpoint: STORE_ENDPOINT, secret: STORE };

/** Prints the Spark properties of a job of stack `local`, each with the layer that sets it. */
export function showConf(paths: Paths, job: string | undefined): void {
    // Job paths are relative to the project.
    process.chdir(paths.checkout);
    console.log(confTable(confOf(settingsOf(paths), job)));
}

/** The settings of stack `local`, with the images of the platform that runs on this machine. */
export function settingsOf(paths: Paths): Stack {
    const stackFile = readConfig(paths);
    const keys = keysWithSecrets(stackFile);
    return parseSettings(configStrings(stackFile), "local", { keys, stackFile });
}

/** The properties that a job's driver would get. */
export function confOf({ platform, jobs, scheduledJobs }: Stack, job: string | undefined): Conf {
    const found = chosenJob<object>({ ...jobs, ...scheduledJobs }, job);
    // A stack file holds no values that only the engine can resolve.
    const { team, ...args } = found as ResolvedJobArgs & { team: string };
    const { uris } = delivery(args);
    return effectiveConf({
        args,
        job: job ?? "",
        team,
        namespace: team,
        serviceAccount: SERVICE_ACCOUNT,
        tableFormat: args.tableFormat ?? platform.teams[team]?.tableFormat,
        lakehouse: platform.lakehouse && {
            catalog: platform.lakehouse.catalog,
            objectStore: platform.lakehouse.objectStore && storeConnection,
        },
        platformConf: platform.sparkConf,
        sparkConf: platform.teams[team]?.sparkConf,
        // Every team has one; only its name is unknown here.
        log4j2ConfigMap: "log4j2",
        teamLogLevel: teamLogLevel({
            environment: platform.environment,
            platformConf: platform.sparkConf,
            ...platform.teams[team],
        }),
        metricsConfigMap: "metrics",
        mainUri: uris.main?.[args.main] ?? args.main,
        fileUris: uris,
        language: languageOf(args.main, args.language),
        image: args.image ?? platform.artifacts?.images?.spark ?? sources.sparkImage,
        sparkVersion: args.sparkVersion ?? versions.spark,
        facts: { labelled: true, zones: [] },
    });
}

/** One property per line: key, layer, value. */
export function confTable(conf: Conf): string {
    const rows = Object.entries(conf).sort(([a], [b]) => (a < b ? -1 : 1));
    const width = Math.max(...rows.map(([key]) => key.length));
    return rows
        .map(([key, { value, layer }]) => `${key.padEnd(width)}  ${layer.padEnd(8)}  ${value}`)
        .join("\n");
}
