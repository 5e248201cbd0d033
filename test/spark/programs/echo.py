"""Prints what it was given and how Spark is configured, one JSON document a line."""

import json
import sys

from pyspark.sql import SparkSession

spark = SparkSession.builder.getOrCreate()
context = spark.sparkContext
print("ARGUMENTS " + json.dumps(sys.argv[1:]))
print("CONF " + json.dumps(dict(context.getConf().getAll())))
print("SUM " + json.dumps(context.parallelize(range(100), 4).sum()), flush=True)
spark.stop()
