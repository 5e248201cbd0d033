import { spawnSync } from "node:child_process";
import { PodUser } from "../../components/job/pods/podUser";
import { lastLines, UserError } from "../../sandbox/shell";
import { containerEngine } from "./containerEngine";

/** Longer than any Spark program takes without work to do. */
const TIMEOUT_MS = 180_000;

/**
 * What Spark sets for driver and executor (`BasicExecutorFeatureStep`); nothing listens on port 9.
 */
const ROLE_ENVIRONMENT = {
    SPARK_DRIVER_BIND_ADDRESS: "127.0.0.1",
    SPARK_DRIVER_URL: "spark://CoarseGrainedScheduler@127.0.0.1:9",
    SPARK_EXECUTOR_ID: "1",
    SPARK_EXECUTOR_CORES: "1",
    SPARK_EXECUTOR_MEMORY: "512m",
    SPARK_EXECUTOR_POD_IP: "127.0.0.1",
    SPARK_EXECUTOR_POD_NAME: "image-check",
    SPARK_APPLICATION_ID: "image-check",
    SPARK_RESOURCE_PROFILE_ID: "0",
    SPARK_JAVA_OPT_0: "-Dspark.driver.port=9",
};

/** An image and the engine that runs it. */
export class ImageContainer {
    readonly engine: string;

    /** Throws a `UserError` if no engine responds. */
    constructor(
        private readonly image: string,
        private readonly env: NodeJS.ProcessEnv,
    ) {
        this.engine = containerEngine(env, "run");
    }

    /** The output of a shell script, run as a pod's user or as the image's own. */
    shell(script: string, as?: PodUser): string {
        const flags = ["--entrypoint", "sh", ...(as ? podFlags(as) : [])];
        const ran = this.call(["run", "--rm", ...flags, this.image, "-c", script]);
        if (ran.status !== 0) {
            const said = lastLines(`${ran.stdout}\n${ran.stderr}`, 5);
            throw new UserError(`${this.engine} cannot run a shell in ${this.image}: ${said}`);
        }
        return ran.stdout;
    }

    /** The output of the image's entrypoint for a role, whatever its exit code. */
    role(args: string[], as: PodUser): string {
        const name = `spark-platform-image-check-${process.pid}`;
        const variables = Object.entries(ROLE_ENVIRONMENT).map(([key, value]) => `${key}=${value}`);
        const flags = [...podFlags(as), ...variables.flatMap((one) => ["--env", one])];
        const command = ["run", "--rm", "--name", name, ...flags, this.image, ...args];
        const ran = this.call(command, TIMEOUT_MS);
        if (ran.status === null) {
            // The container outlives its client.
            this.call(["rm", "--force", name]);
        }
        return `${ran.stdout}\n${ran.stderr}`;
    }

    private call(args: string[], timeout?: number) {
        return spawnSync(this.engine, args, { env: this.env, encoding: "utf8", timeout });
    }
}

/** The equivalent of the pods' security contexts. */
function podFlags(as: PodUser): string[] {
    const groups = as.supplementalGroups ?? [];
    return [
        ...["--user", `${as.runAsUser}:${as.runAsGroup}`],
        ...groups.flatMap((one) => ["--group-add", String(one)]),
        ...["--cap-drop", "ALL", "--security-opt", "no-new-privileges"],
    ];
}
