import { AwsIdentity } from "../aws/identity";
import { connectionString, provider } from "../cluster/connectionCheck";
import { lakehouseConnection } from "../lakehouse/lakehouseConnectionCheck";
import { NodeRole } from "../nodes/pools/nodePoolArgs";
import { NodePoolFacts, NodeRoom } from "../nodes/pools/nodePoolFacts";
import { LogFormat } from "../spark/environment";
import { imageFields } from "../spark/imageFields";
import { TableFormat } from "../spark/tableFormat";
import { Check, InputCheck, isKnown, listOf, mapOf, partOf, required } from "../validation/checks";
import { labels } from "../validation/labels";
import { formatValue } from "../validation/problems";
import { anyString, boolean, nonEmptyString, oneOf, wholeNumber } from "../validation/values";
import { PriorityClasses, TeamConnection } from "./connection";
import { bucketAccess } from "./buckets/bucketProblems";
import { quota } from "./isolation/quotaProblems";
import { JobDefaultsArgs } from "./jobDefaultsArgs";
import { PodSecurity } from "./teamArgs";

/** Accepts anything: the library itself reads this from the cluster. */
const fromCluster: InputCheck = Object.assign(() => undefined, { takesOutputs: true } as const);

/** Check of a node pool's facts. */
export const nodePoolFactsCheck = partOf<NodePoolFacts>({
    role: required(oneOf("role", NodeRole)),
    zones: required(listOf(nonEmptyString)),
    largest: required(
        listOf(
            partOf<NodeRoom>({
                instanceType: required(anyString),
                cpuMillis: required(wholeNumber(0)),
                memoryMib: required(wholeNumber(0)),
                resources: mapOf(wholeNumber(0)),
            }),
        ),
    ),
});

const connection = partOf<TeamConnection>({
    team: required(nonEmptyString),
    namespace: required(connectionString),
    createdNamespace: boolean,
    serviceAccount: required(connectionString),
    log4j2ConfigMap: connectionString,
    logLevel: nonEmptyString,
    logFormat: oneOf("log format", LogFormat),
    metricsConfigMap: connectionString,
    identity: oneOf("identity", AwsIdentity),
    tableFormat: oneOf("table format", TableFormat),
    access: bucketAccess,
    lakehouse: lakehouseConnection,
    platformConf: mapOf(anyString),
    sparkConf: mapOf(anyString),
    jobDefaults: partOf<JobDefaultsArgs>(imageFields),
    podLabels: labels,
    podSecurity: oneOf("Pod Security Standard", PodSecurity),
    quota,
    batchSchedulers: listOf(nonEmptyString),
    priorityClasses: partOf<PriorityClasses>({
        driver: required(connectionString),
        executor: required(connectionString),
    }),
    image: connectionString,
    facts: fromCluster,
    nodePools: mapOf(nodePoolFactsCheck),
    provider,
    kubeconfig: connectionString,
    ready: connectionString,
});

/** Check of the team that a job runs for. */
export const teamConnectionCheck: Check = (value, path, problems) => {
    const isOther = typeof value !== "object" || value === null || !("serviceAccount" in value);
    if (isOther && isKnown(value)) {
        problems.add(
            path,
            `${formatValue(value)} is not a team: pass platform.team("…") or the connection of a SparkTeam`,
        );
    } else {
        connection(value, path, problems);
    }
};
