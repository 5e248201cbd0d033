"""Runs tasks until one ran on the third executor, which a job with two has once it lost one."""

import os
import time

from pyspark.sql import SparkSession


def work(number):
    time.sleep(1)
    return os.environ["SPARK_EXECUTOR_ID"], number


spark = SparkSession.builder.getOrCreate()
executors = set()
while "3" not in executors:
    done = spark.sparkContext.parallelize(range(8), 8).map(work).collect()
    assert [number for _, number in done] == list(range(8))
    executors.update(executor for executor, _ in done)
print("EXECUTORS", " ".join(sorted(executors)), flush=True)
spark.stop()
