export { ClusterConnection, ClusterKind, NODE_LABELS, NODE_TAINTS } from "./cluster/connection";
export { ClusterFacts } from "./cluster/clusterFacts";
export { EksCluster } from "./cluster/eksCluster";
export {
    ControlPlaneLog,
    EksClusterArgs,
    EndpointAccess,
    ExistingEksClusterArgs,
    SystemNodesArgs,
} from "./cluster/eksClusterArgs";
export { EksConnection, EksOidcProvider, EksSubnet } from "./cluster/eksConnection";
export { ExistingEksCluster } from "./cluster/existingEksCluster";
export { KubeClientSettings } from "./cluster/kubeClientSettings";
export { KubeContextCluster, KubeContextClusterArgs } from "./cluster/kubeContextCluster";
export { Network, NetworkOptions } from "./cluster/network";
export { Nat, NetworkArgs } from "./cluster/networkArgs";
export { Environment, LogLevel } from "./environment";
export { ConfEntry, ConfLayer } from "./job/conf/layers";
export {
    AccessMode,
    ClaimPerExecutorArgs,
    Concurrency,
    DepsArgs,
    DriverArgs,
    DynamicAllocationArgs,
    EmptyDirArgs,
    ExecutorArgs,
    HistoryArgs,
    ImagePullPolicy,
    KeyRefArgs,
    Language,
    RestartArgs,
    RestartPolicy,
    RoleArgs,
    ScheduledSparkApplicationArgs,
    SparkApplicationArgs,
    SparkJobArgs,
    VolumeArgs,
    Wait,
    ZonePolicy,
} from "./job/jobArgs";
export { ScheduleCommands, ScheduledSparkApplication } from "./job/scheduledSparkApplication";
export { JobCommands, SparkApplication } from "./job/sparkApplication";
export { Autoscaler } from "./nodes/autoscaler";
export { ClusterAutoscaler } from "./nodes/clusterAutoscaler";
export { ClusterAutoscalerArgs, ClusterAutoscalerSettings } from "./nodes/clusterAutoscalerArgs";
export { AwsIdentity } from "./iam/awsIdentity";
export { Karpenter } from "./nodes/karpenter";
export { KarpenterArgs, KarpenterSettings } from "./nodes/karpenterArgs";
export { Architecture, Capacity, NodePoolArgs, NodeRole } from "./nodes/nodePoolArgs";
export { NodePoolFacts, NodeRoom } from "./nodes/nodePoolFacts";
export {
    SparkOperator,
    SparkOperatorOptions,
    SparkOperatorResourceOptions,
} from "./operator/sparkOperator";
export {
    OperatorLoadArgs,
    OperatorReleaseArgs,
    OperatorScope,
    SparkOperatorArgs,
} from "./operator/operatorArgs";
export { Artifacts, ChartArtifacts, ImageArtifacts, SparkPlatformArgs } from "./platformArgs";
export { SparkPlatform } from "./sparkPlatform";
export { PriorityClasses, TeamConnection } from "./team/connection";
export { SparkTeam, SparkTeamOptions } from "./team/sparkTeam";
export {
    BucketAccessArgs,
    BucketMode,
    PodSecurity,
    QuotaArgs,
    SparkTeamArgs,
    SubmitterArgs,
    SubmitterKind,
    SubmitterMode,
} from "./team/teamArgs";
