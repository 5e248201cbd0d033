import { formatValue } from "../validation/problems";

/** Spark's properties that are sizes: `bytesConf` in Spark 3.5, 4.0 or 4.1, and what falls back to one. */
const SPARK_SIZES: ReadonlySet<string> = new Set(
    [
        "broadcast.UDFCompressionThreshold",
        "broadcast.blockSize",
        "buffer.pageSize",
        "buffer.write.chunkSize",
        "driver.maxResultSize",
        "driver.memoryOverhead",
        "driver.minMemoryOverhead",
        "eventLog.buffer.kb",
        "eventLog.rolling.maxFileSize",
        "executor.memoryOverhead",
        "executor.minMemoryOverhead",
        "executor.pyspark.memory",
        "files.maxPartitionBytes",
        "files.openCostInBytes",
        "io.compression.lz4.blockSize",
        "io.compression.snappy.blockSize",
        "io.compression.zstd.bufferSize",
        "io.warning.largeFileThreshold",
        "kryoserializer.buffer",
        "kryoserializer.buffer.max",
        "memory.offHeap.size",
        "network.maxRemoteBlockSizeFetchToMem",
        "reducer.maxSizeInFlight",
        "shuffle.accurateBlockThreshold",
        "shuffle.file.buffer",
        "shuffle.file.merge.buffer",
        "shuffle.localDisk.file.output.buffer",
        "shuffle.mapOutput.minSizeForBroadcast",
        "shuffle.sort.initialBufferSize",
        "shuffle.spill.diskWriteBufferSize",
        "shuffle.spill.initialMemoryThreshold",
        "shuffle.spill.maxSizeInBytesForSpillThreshold",
        "shuffle.unsafe.file.output.buffer",
        "sql.adaptive.advisoryPartitionSizeInBytes",
        "sql.adaptive.autoBroadcastJoinThreshold",
        "sql.adaptive.coalescePartitions.minPartitionSize",
        "sql.adaptive.maxShuffledHashJoinLocalMapThreshold",
        "sql.adaptive.shuffle.targetPostShuffleInputSize",
        "sql.adaptive.skewJoin.skewedPartitionThresholdInBytes",
        "sql.autoBroadcastJoinThreshold",
        "sql.defaultSizeInBytes",
        "sql.execution.arrow.localRelationThreshold",
        "sql.execution.arrow.maxBytesPerBatch",
        "sql.execution.arrow.maxBytesPerOutputBatch",
        "sql.files.maxPartitionBytes",
        "sql.files.openCostInBytes",
        "sql.inMemoryColumnarStorage.hugeVectorThreshold",
        "sql.maxBroadcastTableSize",
        "sql.maxPlanStringLength",
        "sql.maxSinglePartitionBytes",
        "sql.optimizer.runtime.bloomFilter.applicationSideScanSizeThreshold",
        "sql.optimizer.runtime.bloomFilter.creationSideThreshold",
        "sql.planner.pythonExecution.memory",
        "sql.session.localRelationChunkSizeLimit",
        "sql.session.localRelationSizeLimit",
        "storage.decommission.shuffleBlocks.maxDiskSize",
        "storage.memoryMapThreshold",
        "task.maxDirectResultSize",
        "ui.requestHeaderSize",
        "unsafe.sorter.spill.reader.buffer.size",
    ].map((name) => `spark.${name}`),
);

/** Hadoop's that `Configuration.getLongBytes` reads (`S3AFileSystem`, `PrefetchingInputStreamFactory`). */
const HADOOP_SIZES =
    /^spark\.hadoop\.(dfs\.blocksize|fs\.s3a\.(bucket\..+\.)?(multipart\.(size|threshold)|block\.size|readahead\.range|prefetch\.block\.size))$/;

/** `JavaUtils.byteStringAs`; `ConfigHelpers.byteFromString` takes a minus before it. */
const SPARK_SIZE = /^-?\d+([kmgtp]?b|[kmgtp])?$/i;

/** `StringUtils.TraditionalBinaryPrefix.string2long`. */
const HADOOP_SIZE = /^-?\d+[kmgtpe]?$/i;

/** What is wrong with the value of a property that is a size, or nothing. */
export function sizeProblem(name: string, value: string): string | undefined {
    // Spark fills in "${spark.…}" before it reads a value.
    if (value.includes("${")) {
        return undefined;
    }
    if (SPARK_SIZES.has(name) && !SPARK_SIZE.test(value.trim())) {
        const size = inSparksUnits(value);
        return `${formatValue(value)} is not a size that Spark reads: ${size === undefined ? 'a whole number and k, m, g or t (e.g. "512m", "2g")' : `write "${size}"`}`;
    }
    if (HADOOP_SIZES.test(name) && !HADOOP_SIZE.test(value.trim())) {
        const size = inSparksUnits(value)?.toUpperCase();
        return `${formatValue(value)} is not a size that Hadoop reads: ${size === undefined ? 'a whole number and K, M, G or T (e.g. "64M")' : `write "${size}"`}`;
    }
    return undefined;
}

const UNITS = ["k", "m", "g", "t", "p"];

/** `2g` of "2Gi" and "2 GB", `1536m` of "1.5g"; nothing of what is no size at all. */
function inSparksUnits(text: string): string | undefined {
    const [, amount = "", unit = ""] =
        /^(\d+(?:\.\d+)?)\s*([kmgtp])(?:i?b?)$/i.exec(text.trim()) ?? [];
    let number = Number(amount);
    let index = UNITS.indexOf(unit.toLowerCase());
    if (index < 0 || number === 0) {
        return undefined;
    }
    for (; !Number.isInteger(number) && index > 0; index -= 1) {
        number *= 1024;
    }
    return `${Math.ceil(number)}${UNITS[index]}`;
}
