"""Writes Parquet files and reads them back."""

import os
import sys

from pyspark.sql import SparkSession

folder = sys.argv[1]
spark = SparkSession.builder.getOrCreate()
rows = spark.range(0, 100, 1, 2).selectExpr("id", "id % 3 AS part")
rows.write.partitionBy("part").parquet(folder)
total, parts = spark.read.parquet(folder).selectExpr("sum(id)", "count(DISTINCT part)").head()
print(f"KEY {sys.argv[2]} as {os.getuid()}:{os.getgid()}")
print(f"PARQUET {total} in {parts} parts", flush=True)
spark.stop()
