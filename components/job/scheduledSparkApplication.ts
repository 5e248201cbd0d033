import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { TeamConnection } from "../team/connection";
import { teamConnectionCheck } from "../team/connectionCheck";
import { Check, isPlainObject, isSound } from "../validation/checks";
import { checkedArgs } from "../validation/outputs";
import { sources } from "../versions";
import { ScheduledSparkApplicationArgs } from "./args/jobArgs";
import { scheduledJobProblems } from "./checks/jobProblems";
import { ConfEntry } from "./conf/layers";
import { jobImage } from "./fit/jobImage";
import { jobFitsTeam } from "./fit/teamFit";
import { jobResources } from "./jobResources";
import { effectiveConf } from "./manifest/effectiveConf";
import { scheduledManifest } from "./manifest/manifest";
import { startWatch } from "./manifest/startWatch";
import { SPARK_APPLICATION } from "./run/applicationStatus";

/** Commands to inspect a schedule. They need a kubeconfig of its cluster. */
export interface ScheduleCommands {
    /** Shows the schedule with its last and next run. */
    describe: string;
    /** Lists the runs. */
    runs: string;
}

/**
 * A Spark job that runs on a schedule. Changes apply from the next run; a run in progress is not
 * affected. After a change of `schedule` or `timeZone` the operator still starts the run that was
 * due next.
 *
 * @example
 * new ScheduledSparkApplication("daily", {
 *     team: platform.team("processing"),
 *     main: "jobs/movie_ratings.py",
 *     schedule: "0 2 * * *",
 *     timeZone: "Europe/Lisbon",
 * });
 */
export class ScheduledSparkApplication extends pulumi.ComponentResource {
    /** Name of the ScheduledSparkApplication in the cluster. */
    public readonly applicationName: pulumi.Output<string>;
    /** Namespace that the runs use. */
    public readonly namespace: pulumi.Output<string>;
    /** Commands to inspect the schedule. */
    public readonly commands: pulumi.Output<ScheduleCommands>;
    /** Image of driver and executors. */
    public readonly image: pulumi.Output<string>;
    /** Spark properties of each run, each with its source. */
    public readonly effectiveConf: pulumi.Output<Record<string, ConfEntry>>;

    constructor(
        name: string,
        args: ScheduledSparkApplicationArgs,
        opts?: pulumi.ComponentResourceOptions,
    ) {
        args = checkedArgs(`ScheduledSparkApplication "${name}"`, args, checkOf(name));
        const { team, ...jobArgs } = args;
        super("spark-platform:index:ScheduledSparkApplication", name, jobArgs, opts);

        const child: pulumi.CustomResourceOptions = { parent: this, provider: team.provider };
        const parts = jobResources(name, team, jobArgs, child);
        const object = parts.apply(scheduledManifest);
        const application = new k8s.apiextensions.CustomResource(
            name,
            {
                apiVersion: `${SPARK_APPLICATION.group}/${SPARK_APPLICATION.version}`,
                kind: "ScheduledSparkApplication",
                metadata: object.metadata,
                spec: object.spec,
            },
            { ...child, customTimeouts: { delete: "3m" } },
        );
        if (args.timeout !== undefined) {
            const watch = pulumi
                .all([parts, team.image ?? sources.sparkImage])
                .apply(([known, image]) => startWatch(known, image));
            new k8s.batch.v1.CronJob(
                `${name}-start`,
                { metadata: watch.metadata, spec: watch.spec },
                child,
            );
        }

        this.applicationName = application.metadata.name;
        this.namespace = application.metadata.namespace;
        this.image = pulumi.output(jobImage({ ...team, job: jobArgs }).image);
        this.effectiveConf = parts.apply(effectiveConf);
        this.commands = pulumi.all([this.namespace, this.applicationName]).apply(commandsFor);
        this.registerOutputs({
            applicationName: this.applicationName,
            namespace: this.namespace,
            commands: this.commands,
            image: this.image,
            effectiveConf: this.effectiveConf,
        });
    }
}

function checkOf(name: string): Check {
    return (args, path, problems) => {
        scheduledJobProblems(path, name, args, problems);
        const team = isPlainObject(args) ? args["team"] : undefined;
        if (isSound<TeamConnection>(teamConnectionCheck, team)) {
            jobFitsTeam(path, args, team, problems);
        }
    };
}

function commandsFor([namespace, name]: [string, string]): ScheduleCommands {
    const label = `sparkoperator.k8s.io/scheduled-app-name=${name}`;
    return {
        describe: `kubectl -n ${namespace} describe scheduledsparkapplication ${name}`,
        runs: `kubectl -n ${namespace} get sparkapplications -l ${label}`,
    };
}
