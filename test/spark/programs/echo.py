"""Prints what it was given and how Spark is configured, one JSON document a line."""

import json
import os
import re
import sys

import pyspark
from pyspark.sql import SparkSession


def shares_classes(process):
    """Whether the JVM has opened the archive of classes that the image has."""
    with open(f"/proc/{process}/maps") as maps:
        return "/spark.jsa" in maps.read()


def starts_of(process):
    """What the image has for a faster start, and the JVM and its Python use."""
    return {"classes": shares_classes(process), "modules": pyspark.__file__.endswith(".pyc")}


def starts_of_executor(_):
    """A worker's parent is PySpark's daemon, whose parent is the JVM."""
    with open(f"/proc/{os.getppid()}/stat") as stat:
        return starts_of(re.search(r"\) . (\d+)", stat.read()).group(1))


spark = SparkSession.builder.getOrCreate()
context = spark.sparkContext
print("ARGUMENTS " + json.dumps(sys.argv[1:]))
print("CONF " + json.dumps(dict(context.getConf().getAll())))
executors = context.parallelize(range(4), 4).map(starts_of_executor).collect()
print("STARTS " + json.dumps([starts_of(os.getppid()), *executors]))
print("SUM " + json.dumps(context.parallelize(range(100), 4).sum()), flush=True)
spark.stop()
