import * as pulumi from "@pulumi/pulumi";
import { ScheduledSparkApplication, SparkApplication, SparkPlatform } from "./components";
import { createCluster } from "./program/cluster";
import { configSecrets } from "./program/configSecrets";
import { parseSettings } from "./program/settings";
import { writtenConfig } from "./program/stackFile";

// Pulumi takes a stack trace of each of its promises, and mapping ten lines of each to the sources takes
// half of a large stack's time. One line still says where an error comes from.
Error.stackTraceLimit = 1;

const config = pulumi.runtime.allConfig();
const settings = parseSettings(config, pulumi.getStack(), configSecrets(), writtenConfig);
for (const warning of settings.warnings) {
    void pulumi.log.warn(warning);
}

const cluster = createCluster("cluster", settings.cluster);
const platform = new SparkPlatform("spark", { cluster, ...settings.platform });
const applications = Object.entries(settings.jobs).map(([name, { team, ...job }]) => {
    const application = new SparkApplication(name, { ...job, team: platform.team(team) });
    return { name, application };
});
const schedules = Object.entries(settings.scheduledJobs).map(([name, { team, ...job }]) => {
    const schedule = new ScheduledSparkApplication(name, { ...job, team: platform.team(team) });
    return { name, schedule };
});

export const kubeconfig = cluster.kubeconfig;
export const context = cluster.context;
export const namespaces = platform.namespaces;
export const jobs = Object.fromEntries(
    applications.map(({ name, application }) => [
        name,
        {
            application: application.applicationName,
            namespace: application.namespace,
            image: application.image,
            state: application.state,
            commands: application.commands,
        },
    ]),
);
export const scheduledJobs = Object.fromEntries(
    schedules.map(({ name, schedule }) => [
        name,
        {
            application: schedule.applicationName,
            namespace: schedule.namespace,
            image: schedule.image,
            commands: schedule.commands,
        },
    ]),
);

// Pulumi warns about an undefined output, so there is this one only with an object store.
if (platform.parity !== undefined) {
    Object.assign(exports as object, { lakehouse: { parity: platform.parity } });
}
