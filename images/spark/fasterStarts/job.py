"""What most jobs do, so that their classes are in the archive: RDDs, SQL, and files."""

import shutil
import tempfile

from pyspark.sql import SparkSession, functions

FOLDER = tempfile.mkdtemp()

spark = SparkSession.builder.getOrCreate()
print(spark.sparkContext.parallelize(range(100), 2).map(lambda n: n * n).sum())
numbers = spark.range(1000).withColumn("group", functions.col("id") % 7)
numbers.write.mode("overwrite").partitionBy("group").parquet(f"{FOLDER}/parquet")
numbers.write.mode("overwrite").json(f"{FOLDER}/json")
read = spark.read.parquet(f"{FOLDER}/parquet").join(spark.read.json(f"{FOLDER}/json"), "id")
read.groupBy("id").agg(functions.sum("id").alias("sum")).orderBy("sum").show(5)
read.createOrReplaceTempView("numbers")
spark.sql("SELECT count(*), max(id) FROM numbers WHERE id > 10").collect()
spark.stop()
shutil.rmtree(FOLDER)
