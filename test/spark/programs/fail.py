"""Fails in the driver, with a message that a report must show."""

from pyspark.sql import SparkSession

spark = SparkSession.builder.getOrCreate()
for line in range(30):
    print(f"line {line} before the end", flush=True)
raise ValueError("the reason why this job fails")
