import type { Sandbox } from "../sandbox";
import { flightsJob, TEAM } from "../testkit/lake/flightsJobs";
import type { TestStack } from "../testkit/stack";
import { apply, kubectlOf } from "../testkit/testSandbox";
import { ok } from "./measuring";

/** Seconds of one run. */
export interface EltRun {
    /** From the start of the driver's container to its end. */
    container: number;
    /** The duration of its steps, as reported by the job itself. */
    steps: number;
}

interface Application {
    metadata: { name: string };
    spec: { sparkConf: Record<string, string>; driver: { template: { spec: PodSpec } } };
}

interface PodSpec {
    volumes: { name: string; configMap?: { name: string } }[];
    containers: { name: string }[];
}

interface Pod {
    spec: {
        containers: { name: string; image: string; env: object[]; volumeMounts: object[] }[];
        volumes: { name: string; configMap?: object }[];
        securityContext: object;
    };
    status: {
        containerStatuses: {
            name: string;
            state: { terminated?: { startedAt: string; finishedAt: string; exitCode: number } };
        }[];
    };
}

const DELIVERED = "/etc/spark-platform/main";

/** Properties that a job needs wherever it runs. */
const ANYWHERE = /^spark\.(hadoop|sql|databricks)\./;

/** Runs the example's job, one run at a time. */
export class EltRuns {
    constructor(
        private readonly sandbox: Sandbox,
        private readonly stack: TestStack,
        private readonly settings: Record<string, unknown>,
    ) {}

    /** One driver, and one executor with all cores, like `local[*]`. */
    async byPlatform(format: string, round: string): Promise<EltRun> {
        const job = {
            ...flightsJob(format, { trigger: round, months: "1-12" }),
            // Two tasks at once, on a node that the operator's pods share.
            executor: { instances: 1, cores: 2, coreRequest: "1", memory: "2g" },
            driver: { memory: "1g" },
        };
        this.stack.configure({ ...this.settings, jobs: { [`flights-${format}`]: job } });
        ok(await this.stack.up());
        return this.measured(`${this.application(format).metadata.name}-driver`);
    }

    /** A pod like the driver's, in which a plain spark-submit does all the work. */
    plain(format: string, round: string): Promise<EltRun> {
        const application = this.application(format);
        const driver = this.get<Pod>("pod", `${application.metadata.name}-driver`);
        const [container] = driver.spec.containers;
        if (container === undefined) {
            throw new Error("the driver has no container");
        }
        const conf = Object.entries(application.spec.sparkConf)
            .filter(([key]) => ANYWHERE.test(key))
            .flatMap(([key, value]) => ["--conf", `${key}=${value}`]);
        const { parameters } = flightsJob(format, { months: "1-12" });
        const delivered = driver.spec.volumes.filter(({ configMap }) => configMap !== undefined);
        const mounts = container.volumeMounts as { name: string; mountPath: string }[];
        const volumeMounts = mounts.filter(({ mountPath }) => mountPath === DELIVERED);
        const name = `plain-${format}-${round}`;
        apply(this.sandbox, {
            apiVersion: "v1",
            kind: "Pod",
            metadata: { name, namespace: TEAM },
            spec: {
                restartPolicy: "Never",
                securityContext: driver.spec.securityContext,
                volumes: delivered.filter(({ name: volume }) =>
                    volumeMounts.some((mount) => mount.name === volume),
                ),
                containers: [
                    {
                        name: "spark",
                        image: container.image,
                        command: [
                            ...["/opt/spark/bin/spark-submit", "--master", "local[*]"],
                            ...["--driver-memory", "2g", ...conf],
                            ...["--py-files", `${DELIVERED}/elt.zip`, `${DELIVERED}/flights.py`],
                            ...Object.entries(parameters).map(([key, value]) => `${key}=${value}`),
                        ],
                        env: container.env.filter((one) => /AWS_/.test(JSON.stringify(one))),
                        volumeMounts,
                        resources: {
                            requests: { cpu: "1", memory: "3Gi" },
                            limits: { memory: "3Gi" },
                        },
                        securityContext: {
                            allowPrivilegeEscalation: false,
                            capabilities: { drop: ["ALL"] },
                        },
                    },
                ],
            },
        });
        this.kubectl(
            "wait",
            "--for=jsonpath={.status.phase}=Succeeded",
            `pod/${name}`,
            "--timeout=900s",
        );
        return Promise.resolve(this.measured(name));
    }

    private measured(pod: string): EltRun {
        const { status } = this.get<Pod>("pod", pod);
        const ended = status.containerStatuses.find(({ state }) => state.terminated)?.state
            .terminated;
        if (ended?.exitCode !== 0) {
            throw new Error(`${pod} failed:\n${this.kubectl("logs", pod, "--tail=30")}`);
        }
        const said = /^took: (.*)$/m.exec(this.kubectl("logs", pod))?.[1] ?? "";
        const steps = [...said.matchAll(/ ([\d.]+) s/g)].map(([, seconds]) => Number(seconds));
        return {
            container: (Date.parse(ended.finishedAt) - Date.parse(ended.startedAt)) / 1000,
            steps: steps.reduce((sum, seconds) => sum + seconds, 0),
        };
    }

    private application(format: string): Application {
        const { items } = this.get<{ items: Application[] }>("sparkapplications");
        const found = items.find(({ metadata }) => metadata.name.startsWith(`flights-${format}-`));
        if (found === undefined) {
            throw new Error(`the stack has no job flights-${format}`);
        }
        return found;
    }

    private get<T>(...what: string[]): T {
        return JSON.parse(this.kubectl("get", ...what, "-o", "json")) as T;
    }

    private kubectl(...args: string[]): string {
        return kubectlOf(this.sandbox, "--namespace", TEAM, ...args);
    }
}
