"""Uses the packages of its requirements, on the driver and on executors."""

import shouting
from pyspark.sql import SparkSession

spark = SparkSession.builder.getOrCreate()
print("DRIVER " + shouting.shout())
shouted = spark.range(0, 2, 1, 2).rdd.map(lambda row: shouting.shout()).collect()
print("EXECUTORS " + " ".join(shouted), flush=True)
spark.stop()
