import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { hasUi, uiPort } from "../spark/webUi";
import { TeamConnection } from "../team/connection";
import { teamConnectionCheck } from "../team/connectionCheck";
import { Check, isPlainObject, isSound } from "../validation/checks";
import { checkedArgs } from "../validation/outputs";
import { SparkApplicationArgs, Wait } from "./args/jobArgs";
import { jobProblems } from "./checks/jobProblems";
import { Conf, ConfEntry, valuesOf } from "./conf/layers";
import { jobImage } from "./fit/jobImage";
import { jobFitsTeam } from "./fit/teamFit";
import { jobResources } from "./jobResources";
import { effectiveConf } from "./manifest/effectiveConf";
import { manifest } from "./manifest/manifest";
import { SPARK_APPLICATION } from "./run/applicationStatus";
import { stateOf } from "./run/jobState";
import { timeoutNotice } from "./run/timeoutNotice";

/** Commands to inspect a run. They need a kubeconfig of its cluster. */
export interface JobCommands {
    /** Follows the driver's log. */
    logs: string;
    /** Shows the run's state and events. */
    describe: string;
    /**
     * Opens the Spark UI on http://localhost:4040, or on the port in `spark.ui.port`, while the job
     * runs. With `spark.ui.enabled: "false"` it is only a shell comment.
     */
    ui: string;
}

/**
 * A Spark job that runs once. A change of its arguments, script, image or team configuration
 * replaces it, and so runs it again; so does another `trigger`.
 *
 * @example
 * new SparkApplication("pi", {
 *     team: platform.team("processing"),
 *     main: "jobs/pi.py",
 *     arguments: ["100"],
 *     wait: Wait.Completed,
 * });
 */
export class SparkApplication extends pulumi.ComponentResource {
    /** Name of the run's SparkApplication in the cluster. */
    public readonly applicationName: pulumi.Output<string>;
    /** Namespace that the job runs in. */
    public readonly namespace: pulumi.Output<string>;
    /** State as the operator reports it, e.g. `COMPLETED`. Fails if the job fails. */
    public readonly state: pulumi.Output<string>;
    /** Commands to inspect the run. */
    public readonly commands: pulumi.Output<JobCommands>;
    /** Image of driver and executors. */
    public readonly image: pulumi.Output<string>;
    /** Spark properties of the run, each with its source. */
    public readonly effectiveConf: pulumi.Output<Record<string, ConfEntry>>;

    constructor(name: string, args: SparkApplicationArgs, opts?: pulumi.ComponentResourceOptions) {
        args = checkedArgs(`SparkApplication "${name}"`, args, checkOf(name));
        const { team, ...jobArgs } = args;
        super("spark-platform:index:SparkApplication", name, jobArgs, opts);

        const news = timeoutNotice(args);
        if (news !== undefined) {
            void pulumi.log.info(news, this);
        }
        const child: pulumi.CustomResourceOptions = { parent: this, provider: team.provider };
        const parts = jobResources(name, team, jobArgs, child);
        const object = parts.apply(manifest);
        const application = new k8s.apiextensions.CustomResource(
            name,
            {
                apiVersion: `${SPARK_APPLICATION.group}/${SPARK_APPLICATION.version}`,
                kind: SPARK_APPLICATION.kind,
                metadata: object.metadata,
                spec: object.spec,
            },
            // Two concurrent runs of one job could write to the same place. A clean shutdown of a
            // driver takes half a minute.
            { ...child, deleteBeforeReplace: true, customTimeouts: { delete: "3m" } },
        );

        this.applicationName = application.metadata.name;
        this.namespace = application.metadata.namespace;
        this.image = pulumi.output(jobImage({ ...team, job: jobArgs }).image);
        this.effectiveConf = parts.apply(effectiveConf);
        const known = { namespace: this.namespace, application: this.applicationName };
        this.commands = pulumi.output({ ...known, conf: this.effectiveConf }).apply(commandsFor);
        // The id is unknown until the run exists, so a preview does not guess its state.
        const state = pulumi
            .all([this.applicationName, this.namespace, team.kubeconfig, application.id])
            .apply(([applicationName, runNamespace, kubeconfig]) =>
                stateOf(
                    {
                        job: name,
                        application: applicationName,
                        namespace: runNamespace,
                        // A suspended run never gets there.
                        until: args.suspend === true ? Wait.None : (args.wait ?? Wait.None),
                        expires: args.timeToLive !== undefined,
                        timeout: args.timeout,
                    },
                    kubeconfig,
                    application,
                ),
            );
        // The kubeconfig is a secret, the state is not.
        this.state = pulumi.unsecret(state);
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
        jobProblems(path, name, args, problems);
        const { team, wait } = isPlainObject(args) ? args : {};
        if (!isSound<TeamConnection>(teamConnectionCheck, team)) {
            return;
        }
        jobFitsTeam(path, args, team, problems);
        const waits = wait === Wait.Running || wait === Wait.Completed;
        if (waits && team.kubeconfig === undefined) {
            problems.add("wait", `"${wait}" needs a team with a kubeconfig, to watch the run`);
        }
    };
}

function commandsFor(run: { namespace: string; application: string; conf: Conf }): JobCommands {
    const { namespace, application } = run;
    const conf = valuesOf(run.conf);
    return {
        logs: `kubectl -n ${namespace} logs -f ${application}-driver`,
        describe: `kubectl -n ${namespace} describe sparkapplication ${application}`,
        ui: hasUi(conf)
            ? // The operator's Service has the port of the UI (`getWebUIServicePort`).
              `kubectl -n ${namespace} port-forward service/${application}-ui-svc ${uiPort(conf)}`
            : "# The job has no pages: spark.ui.enabled is false",
    };
}
