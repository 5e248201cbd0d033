"""Uses files of S3, files of its project and Python requirements, on the driver and on executors."""

import json

import helper
import pack
import shouting
from pyspark.sql import SparkSession


def seen():
    """What a process has of them."""
    with open("note.txt") as note, open("settings.yaml") as settings:
        with open("env/marker.txt") as marker:
            return {
                "s3": [helper.greeting(), note.read(), marker.read()],
                "project": [pack.NAME, settings.read()],
                "requirement": shouting.shout(),
            }


spark = SparkSession.builder.getOrCreate()
print("DRIVER " + json.dumps(seen()))
rows = spark.range(0, 2, 1, 2).selectExpr(
    "reflect('example.Fetched', 'shout', concat('row ', id)) AS fetched",
)
seen_there = rows.rdd.map(lambda row: {"fetched": row.fetched, **seen()}).collect()
print("EXECUTORS " + json.dumps(seen_there), flush=True)
spark.stop()
