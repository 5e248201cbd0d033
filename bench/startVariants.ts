import { CONTROLLER_ENV } from "../components/operator/chart/values";
import type { Sandbox } from "../sandbox";

/** Variables of a container. */
export type Environment = { name: string; value: string }[];

/** What makes the JVMs of a submission and of a job start sooner or later. */
export interface Variant {
    name: string;
    /** Variables of driver and executor. */
    pods: Environment;
    /** Variables of the operator's controller. */
    operator: Environment;
}

/** Java as it is in an image without the archive of classes. */
const PLAIN_JAVA: Environment = [
    { name: "JAVA_HOME", value: "/usr/lib/jvm/java-17-openjdk-amd64" },
];

/** The first is what the others are compared with. */
export const VARIANTS: Variant[] = [
    { name: "the chart's defaults, plain images", pods: PLAIN_JAVA, operator: PLAIN_JAVA },
    {
        name: "the library's defaults, plain images",
        pods: PLAIN_JAVA,
        operator: [...CONTROLLER_ENV, ...PLAIN_JAVA],
    },
    { name: "the library's defaults, images with the archive", pods: [], operator: CONTROLLER_ENV },
];

/** Settings of a stack with one team and one job, whose operator has these variables. */
export function stackSettings(
    { context, kubeconfig, artifacts }: Sandbox,
    env: Environment,
    operator: object = {},
): Record<string, unknown> {
    return {
        cluster: { kind: "kubernetes", context, kubeconfig },
        artifacts,
        operator: { ...operator, values: { controller: { env } } },
        teams: { processing: {} },
        jobs: {
            pi: { team: "processing", main: "jobs/pi.py", logLevel: "INFO", wait: "completed" },
        },
    };
}
