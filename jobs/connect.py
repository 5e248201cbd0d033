"""A Spark Connect server: SparkConnectPlugin starts it in this driver, and this program waits."""

import time

from pyspark.sql import SparkSession

SparkSession.builder.getOrCreate()
while True:
    time.sleep(3600)
