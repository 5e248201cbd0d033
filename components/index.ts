export { ClusterConnection, ClusterKind, NODE_LABELS } from "./cluster/connection";
export { ClusterFacts } from "./cluster/clusterFacts";
export { KubeContextCluster, KubeContextClusterArgs } from "./cluster/kubeContextCluster";
export { Environment, LogLevel } from "./environment";
export {
    DriverArgs,
    DynamicAllocationArgs,
    ExecutorArgs,
    ImagePullPolicy,
    RestartArgs,
    RestartPolicy,
    RoleArgs,
    SparkApplicationArgs,
    Wait,
    ZonePolicy,
} from "./job/jobArgs";
export { JobCommands, SparkApplication } from "./job/sparkApplication";
export { SparkOperator, SparkOperatorOptions } from "./operator/sparkOperator";
export { OperatorReleaseArgs, SparkOperatorArgs } from "./operator/operatorArgs";
export {
    Artifacts,
    Autoscaler,
    ChartArtifacts,
    ImageArtifacts,
    SparkPlatformArgs,
} from "./platformArgs";
export { SparkPlatform } from "./sparkPlatform";
export { TeamConnection } from "./team/connection";
export { SparkTeam, SparkTeamOptions } from "./team/sparkTeam";
export { SparkTeamArgs } from "./team/teamArgs";
