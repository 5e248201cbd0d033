import assert from "node:assert/strict";
import fc from "fast-check";
import { jobFitsTeam } from "../../../components/job/fit/teamFit";
import { Problems } from "../../../components/validation/problems";
import { propertyRuns } from "../../../testkit/propertyRuns";
import { MAIN, problemsOf } from "../job/checks/cases";

/** Of Spark's pages "Configuration", "Running on Kubernetes", "Performance Tuning" and Hadoop's on S3A. */
const ORDINARY = `
spark.driver.maxResultSize 4g
spark.driver.memoryOverhead 512m
spark.driver.memoryOverheadFactor 0.2
spark.driver.minMemoryOverhead 384m
spark.driver.extraClassPath /opt/libs/*
spark.driver.extraJavaOptions -XX:+UseG1GC -Xss4m
spark.driver.defaultJavaOptions -XX:+UseZGC
spark.driver.extraLibraryPath /opt/native
spark.driver.userClassPathFirst true
spark.driver.port 7078
spark.driver.blockManager.port 7079
spark.driver.timeout 60min
spark.driver.log.allowErasureCoding false
spark.driver.resource.gpu.amount 0
spark.executor.memoryOverhead 1g
spark.executor.memoryOverheadFactor 0.4
spark.executor.pyspark.memory 2g
spark.executor.extraClassPath /opt/libs/*
spark.executor.extraJavaOptions -verbose:gc -XX:+PrintGCDetails
spark.executor.heartbeatInterval 10s
spark.executor.processTreeMetrics.enabled true
spark.executor.metrics.pollingInterval 5s
spark.executorEnv.TZ UTC
spark.extraListeners com.example.Listener
spark.logConf true
spark.reducer.maxSizeInFlight 96m
spark.reducer.maxReqsInFlight 64
spark.reducer.maxBlocksInFlightPerAddress 128
spark.shuffle.compress true
spark.shuffle.file.buffer 1m
spark.shuffle.io.maxRetries 10
spark.shuffle.io.retryWait 10s
spark.shuffle.io.connectionTimeout 120s
spark.shuffle.service.enabled false
spark.shuffle.sort.bypassMergeThreshold 200
spark.shuffle.sort.io.plugin.class org.apache.spark.shuffle.KubernetesLocalDiskShuffleDataIO
spark.shuffle.spill.compress true
spark.shuffle.checksum.enabled true
spark.shuffle.accurateBlockThreshold 100m
spark.shuffle.registration.timeout 5s
spark.eventLog.enabled false
spark.eventLog.compress true
spark.eventLog.rolling.enabled true
spark.eventLog.rolling.maxFileSize 128m
spark.ui.enabled true
spark.ui.retainedJobs 500
spark.ui.prometheus.enabled true
spark.ui.requestHeaderSize 16k
spark.broadcast.compress true
spark.broadcast.blockSize 4m
spark.io.compression.codec zstd
spark.io.compression.zstd.level 3
spark.io.compression.lz4.blockSize 32k
spark.kryo.registrationRequired false
spark.kryo.unsafe true
spark.kryoserializer.buffer 64k
spark.kryoserializer.buffer.max 512m
spark.rdd.compress true
spark.serializer org.apache.spark.serializer.KryoSerializer
spark.memory.fraction 0.6
spark.memory.storageFraction 0.5
spark.memory.offHeap.enabled true
spark.memory.offHeap.size 2g
spark.storage.replication.proactive true
spark.cleaner.periodicGC.interval 30min
spark.default.parallelism 200
spark.files.fetchTimeout 60s
spark.files.maxPartitionBytes 134217728
spark.rpc.message.maxSize 256
spark.rpc.askTimeout 120s
spark.network.timeout 300s
spark.blockManager.port 7079
spark.locality.wait 3s
spark.scheduler.mode FAIR
spark.scheduler.minRegisteredResourcesRatio 0.8
spark.excludeOnFailure.enabled true
spark.speculation true
spark.speculation.multiplier 3
spark.task.cpus 1
spark.task.maxFailures 4
spark.stage.maxConsecutiveAttempts 4
spark.dynamicAllocation.executorIdleTimeout 60s
spark.dynamicAllocation.shuffleTracking.timeout 10min
spark.dynamicAllocation.schedulerBacklogTimeout 1s
spark.decommission.enabled true
spark.storage.decommission.shuffleBlocks.maxDiskSize 10g
spark.authenticate true
spark.network.crypto.enabled true
spark.io.encryption.enabled true
spark.redaction.regex (?i)key
spark.sql.adaptive.enabled true
spark.sql.adaptive.advisoryPartitionSizeInBytes 128MB
spark.sql.adaptive.skewJoin.skewedPartitionThresholdInBytes 256MB
spark.sql.autoBroadcastJoinThreshold -1
spark.sql.adaptive.autoBroadcastJoinThreshold 64m
spark.sql.files.maxPartitionBytes 128MB
spark.sql.files.openCostInBytes 4194304
spark.sql.shuffle.partitions 400
spark.sql.session.timeZone UTC
spark.sql.ansi.enabled true
spark.sql.execution.arrow.pyspark.enabled true
spark.sql.sources.partitionOverwriteMode dynamic
spark.sql.parquet.compression.codec zstd
spark.sql.warehouse.dir /opt/warehouse
spark.sql.extensions org.example.Extensions
spark.sql.catalog.lake org.apache.iceberg.spark.SparkCatalog
spark.sql.catalog.lake.warehouse s3://lake/warehouse
spark.sql.catalog.lake.io-impl org.apache.iceberg.aws.s3.S3FileIO
spark.sql.streaming.stateStore.providerClass org.example.Provider
spark.streaming.backpressure.enabled true
spark.pyspark.python /opt/venv/bin/python
spark.python.worker.memory 512m
spark.jars.packages org.apache.spark:spark-avro_2.13:4.1.2
spark.jars.ivy /tmp/.ivy2
spark.kubernetes.allocation.batch.size 10
spark.kubernetes.allocation.batch.delay 1s
spark.kubernetes.allocation.driver.readinessTimeout 60s
spark.kubernetes.allocation.pods.allocator direct
spark.kubernetes.executor.deleteOnTermination false
spark.kubernetes.executor.scheduler.name volcano
spark.kubernetes.executor.label.owner sales
spark.kubernetes.driver.annotation.example.com/owner sales@example.com
spark.kubernetes.node.selector.kubernetes.io/arch amd64
spark.kubernetes.driver.node.selector.karpenter.sh/capacity-type on-demand
spark.kubernetes.driverEnv.LANG C.UTF-8
spark.kubernetes.executor.volumes.emptyDir.x.mount.path /x
spark.kubernetes.executor.volumes.emptyDir.x.mount.path /x
spark.kubernetes.local.dirs.tmpfs false
spark.kubernetes.executor.missingPodDetectDelta 30s
spark.hadoop.fs.s3a.endpoint https://s3.example.com
spark.hadoop.fs.s3a.endpoint.region eu-central-1
spark.hadoop.fs.s3a.path.style.access true
spark.hadoop.fs.s3a.connection.maximum 200
spark.hadoop.fs.s3a.multipart.size 128M
spark.hadoop.fs.s3a.impl org.apache.hadoop.fs.s3a.S3AFileSystem
spark.hadoop.mapreduce.fileoutputcommitter.algorithm.version 2
spark.hadoop.parquet.block.size 134217728
spark.example.setting 2 GB
`
    .trim()
    .split("\n")
    .map((line): [string, string] => {
        const [name = "", ...value] = line.split(" ");
        return [name, value.join(" ")];
    });

/** What is wrong with a job of these properties, by itself and for its team. */
function problemsWith(conf: Record<string, string>): string[] {
    const problems = new Problems();
    jobFitsTeam("jobs.pi", { main: MAIN, conf }, { team: "sales" }, problems);
    return [...problemsOf({ conf }), ...problems.list()];
}

describe("ordinary properties", () => {
    it("are many", () => assert.ok(ORDINARY.length > 120, `only ${ORDINARY.length}`));

    for (const [name, value] of ORDINARY) {
        it(`are accepted: ${name}=${value}`, () => {
            assert.deepEqual(problemsWith({ [name]: value }), []);
        });
    }

    it("are accepted in any set of them", () => {
        fc.assert(
            fc.property(fc.subarray(ORDINARY), (some) => {
                assert.deepEqual(problemsWith(Object.fromEntries(some)), []);
            }),
            propertyRuns,
        );
    });
});
