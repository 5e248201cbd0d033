export { ClusterConnection, ClusterKind, NODE_LABELS, NODE_TAINTS } from "./cluster/connection";
export { ClusterFacts } from "./cluster/clusterFacts";
export { EksCluster } from "./cluster/eks/eksCluster";
export {
    ControlPlaneLog,
    CpuCredits,
    EksClusterArgs,
    EksCredentials,
    EndpointAccess,
    ExistingEksClusterArgs,
    SystemNodesArgs,
} from "./cluster/eks/eksClusterArgs";
export { NetworkPolicyMode } from "./cluster/eks/networkPolicyMode";
export { EksConnection, EksOidcProvider, EksSubnet } from "./aws/eksConnection";
export { ExistingEksCluster } from "./cluster/eks/existingEksCluster";
export { KubeClientSettings } from "./cluster/kubeClientSettings";
export { KubeContextCluster, KubeContextClusterArgs } from "./cluster/kubeContextCluster";
export { Network, NetworkOptions } from "./cluster/network/network";
export { Nat, NetworkArgs } from "./cluster/network/networkArgs";
export { Environment, LogFormat, LogLevel } from "./spark/environment";
export { TableFormat } from "./spark/tableFormat";
export { ConfEntry, ConfLayer } from "./job/conf/layers";
export {
    AccessMode,
    BatchScheduler,
    ClaimPerExecutorArgs,
    Concurrency,
    ContainerArgs,
    ContainerPortArgs,
    ContainerResourcesArgs,
    DepsArgs,
    DriverArgs,
    DynamicAllocationArgs,
    EmptyDirArgs,
    EnvFromArgs,
    EnvironmentArgs,
    ExecutorArgs,
    HistoryArgs,
    HostAliasArgs,
    ImagePullPolicy,
    IngressArgs,
    KeyRefArgs,
    Language,
    PodArgs,
    PortProtocol,
    ResourceArgs,
    RestartArgs,
    RestartPolicy,
    RoleArgs,
    ScheduledSparkApplicationArgs,
    SchedulerArgs,
    SparkApplicationArgs,
    SparkJobArgs,
    SourceRefArgs,
    TaintEffect,
    TolerationArgs,
    TolerationOperator,
    VolumeArgs,
    VolumeMountArgs,
    Wait,
    ZonePolicy,
} from "./job/args/jobArgs";
export { ScheduleCommands, ScheduledSparkApplication } from "./job/scheduledSparkApplication";
export { JobCommands, SparkApplication } from "./job/sparkApplication";
export {
    CatalogArgs,
    CatalogKind,
    ImageBuildArgs,
    LakehouseArgs,
    CatalogDatabaseArgs,
    LakehouseBucketArgs,
    ObjectStoreArgs,
} from "./lakehouse/lakehouseArgs";
export { LakehouseBucket } from "./lakehouse/bucket";
export { LakehouseBucketOptions } from "./lakehouse/bucketOptions";
export { LakehouseConnection, ObjectStoreConnection } from "./lakehouse/lakehouseConnection";
export { ParityLine } from "./lakehouse/parity";
export { Autoscaler } from "./nodes/pools/autoscaler";
export { ClusterAutoscaler } from "./nodes/clusterAutoscaler/clusterAutoscaler";
export {
    ClusterAutoscalerArgs,
    ClusterAutoscalerSettings,
} from "./nodes/clusterAutoscaler/clusterAutoscalerArgs";
export { AwsIdentity } from "./aws/identity";
export { Karpenter } from "./nodes/karpenter/karpenter";
export { KarpenterArgs, KarpenterSettings } from "./nodes/karpenter/karpenterArgs";
export { Capacity, NodePoolArgs, NodeRole } from "./nodes/pools/nodePoolArgs";
export { Architecture } from "./nodes/instanceTypes/instanceTypes";
export { NodePoolFacts, NodeRoom } from "./nodes/pools/nodePoolFacts";
export { SparkOperator, SparkOperatorResourceOptions } from "./operator/sparkOperator";
export { SparkOperatorOptions } from "./operator/sparkOperatorOptions";
export {
    OperatorLoadArgs,
    OperatorReleaseArgs,
    OperatorScope,
    SparkOperatorArgs,
} from "./operator/operatorArgs";
export {
    Artifacts,
    ChartArtifacts,
    ImageArtifacts,
    SparkPlatformArgs,
} from "./platform/platformArgs";
export { SparkPlatform } from "./platform/sparkPlatform";
export { PriorityClasses, TeamConnection } from "./team/connection";
export { JobDefaultsArgs } from "./team/jobDefaultsArgs";
export { ServiceAccountArgs } from "./team/serviceAccountArgs";
export { SparkTeam } from "./team/sparkTeam";
export { SparkTeamOptions } from "./team/sparkTeamOptions";
export {
    BucketAccessArgs,
    BucketMode,
    DatabaseAccessArgs,
    PodSecurity,
    QuotaArgs,
    SparkTeamArgs,
    SubmitterArgs,
    SubmitterKind,
    SubmitterMode,
} from "./team/teamArgs";
export { Preset } from "./platform/stack/presets";
export { stackOf } from "./platform/stack/stack";
export {
    ClusterChoice,
    ClusterSettings,
    JobSettings,
    ScheduledJobSettings,
    Stack,
    StackArgs,
} from "./platform/stack/stackArgs";
export { StackPath } from "./platform/stack/stackSecrets";
