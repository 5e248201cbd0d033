"""Tasks of one second each: `sleep.py 40` runs forty of them."""

import sys
import time

from pyspark.sql import SparkSession


def wait(number):
    time.sleep(1)
    return number


spark = SparkSession.builder.getOrCreate()
count = int(sys.argv[1])
print(f"SLEEPING {count}", flush=True)
print("SUM", spark.sparkContext.parallelize(range(count), count).map(wait).sum(), flush=True)
spark.stop()
