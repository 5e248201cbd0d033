"""Prints nothing; its log has exceptions whose text is hard to write as JSON."""

from pyspark import TaskContext
from pyspark.sql import SparkSession

TEXT = 'a "quoted"\nmessage \\ of größe ☂ and \x1b[31mcolour\x07'


def fail_once(rows):
    if TaskContext.get().attemptNumber() == 0:
        raise ValueError(TEXT)
    return rows


spark = SparkSession.builder.getOrCreate()
spark.sparkContext.parallelize(range(4), 1).mapPartitions(fail_once).count()
jvm = spark.sparkContext._jvm
logger = jvm.org.apache.logging.log4j.LogManager.getLogger("example.FailsOnce")
logger.error(TEXT, jvm.java.lang.IllegalStateException(TEXT))
spark.stop()
