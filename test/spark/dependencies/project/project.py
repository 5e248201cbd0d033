"""Uses the files of its project, on the driver and on executors."""

import json

import extra
import helpers
import lib.deep.numbers
import pack
from pyspark.sql import SparkSession


def seen():
    """What a process has of the files."""
    with open("settings.yaml") as settings, open("data/small.csv") as data:
        return {
            "modules": [extra.NAME, helpers.NAME, lib.deep.numbers.NAME, pack.NAME],
            "settings": settings.read(),
            "data": data.read(),
        }


spark = SparkSession.builder.getOrCreate()
seen_by_executors = spark.range(0, 2, 1, 2).rdd.map(lambda row: seen()).collect()
print("PROJECT " + json.dumps([seen(), *seen_by_executors]), flush=True)
spark.stop()
