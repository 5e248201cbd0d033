"""Logs one line at each level, from a logger of the JVM."""

from pyspark.sql import SparkSession

spark = SparkSession.builder.getOrCreate()
logger = spark.sparkContext._jvm.org.apache.logging.log4j.LogManager.getLogger("levels")
logger.info("an information")
logger.warn("a warning")
logger.error("an error")
spark.stop()
