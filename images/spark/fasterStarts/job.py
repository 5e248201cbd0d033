"""What most jobs do, so that their classes are in the archive: RDDs, SQL, files, S3 and tables."""

import glob
import os
import shutil
import tempfile

import s3
from pyspark.sql import SparkSession, functions

FOLDER = tempfile.mkdtemp()
S3A = "spark.hadoop.fs.s3a"


def has(jar):
    return bool(glob.glob(f"{os.environ['SPARK_HOME']}/jars/{jar}-*.jar"))


has_s3, has_delta, has_iceberg = has("hadoop-aws"), has("delta-spark_*"), has("iceberg-spark-runtime-*")
extensions = []
builder = SparkSession.builder
if has_s3:
    for name, value in {
        "endpoint": s3.serve(),
        "endpoint.region": "us-east-1",
        "path.style.access": "true",
        "connection.ssl.enabled": "false",
        "access.key": "none",
        "secret.key": "none",
        "committer.name": "magic",
    }.items():
        builder = builder.config(f"{S3A}.{name}", value)
    builder = (
        builder.config("spark.hadoop.mapreduce.outputcommitter.factory.scheme.s3a", "org.apache.hadoop.fs.s3a.commit.S3ACommitterFactory")
        .config("spark.sql.sources.commitProtocolClass", "org.apache.spark.internal.io.cloud.PathOutputCommitProtocol")
        .config("spark.sql.parquet.output.committer.class", "org.apache.spark.internal.io.cloud.BindingParquetOutputCommitter")
    )
if has_delta:
    extensions.append("io.delta.sql.DeltaSparkSessionExtension")
    builder = builder.config("spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog")
if has_iceberg:
    extensions.append("org.apache.iceberg.spark.extensions.IcebergSparkSessionExtensions")
    lake = "spark.sql.catalog.lake"
    builder = (
        builder.config(lake, "org.apache.iceberg.spark.SparkCatalog")
        .config(f"{lake}.type", "hadoop")
        .config(f"{lake}.warehouse", "s3a://lake/warehouse")
    )
if extensions:
    builder = builder.config("spark.sql.extensions", ",".join(extensions))
    # The same classes, with fewer tasks.
    builder = builder.config("spark.sql.shuffle.partitions", "2")
    builder = builder.config("spark.databricks.delta.snapshotPartitions", "2")

spark = builder.getOrCreate()
print(spark.sparkContext.parallelize(range(100), 2).map(lambda n: n * n).sum())
numbers = spark.range(1000).withColumn("group", functions.col("id") % 7)


def files(folder):
    numbers.write.mode("overwrite").partitionBy("group").parquet(f"{folder}/parquet")
    numbers.write.mode("overwrite").json(f"{folder}/json")
    read = spark.read.parquet(f"{folder}/parquet").join(spark.read.json(f"{folder}/json"), "id")
    read.groupBy("id").agg(functions.sum("id").alias("sum")).orderBy("sum").show(5)


def merge(table):
    spark.sql(f"MERGE INTO {table} old USING numbers new ON old.id = new.id WHEN MATCHED THEN UPDATE SET * WHEN NOT MATCHED THEN INSERT *")
    spark.sql(f"DELETE FROM {table} WHERE id < 10")
    print(table, spark.sql(f"SELECT count(*), max(id) FROM {table}").collect())


files(FOLDER)
if has_s3:
    files("s3a://lake")
numbers.createOrReplaceTempView("numbers")
spark.sql("SELECT count(*), max(id) FROM numbers WHERE id > 10").collect()
if has_delta:
    table = "s3a://lake/delta"
    numbers.write.format("delta").save(table)
    merge(f"delta.`{table}`")
if has_iceberg:
    spark.sql("CREATE TABLE lake.example.numbers (id bigint, group bigint) USING iceberg PARTITIONED BY (group)")
    numbers.writeTo("lake.example.numbers").append()
    merge("lake.example.numbers")
spark.stop()
shutil.rmtree(FOLDER)
