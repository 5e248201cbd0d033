"""Uses all of its dependencies, on the driver and on an executor that has replaced a killed one."""

import json
import os
import subprocess
import sys
import time

import helper
from pyspark.sql import SparkSession


def seen():
    """What a process has of the files."""
    with open("note.txt") as note, open("env/marker.txt") as marker:
        return {
            "helper": helper.greeting(),
            "file": note.read(),
            "archive": marker.read(),
            "python": os.environ.get("PACKED_PYTHON"),
        }


def work(row):
    executor = os.environ["SPARK_EXECUTOR_ID"]
    if executor == "1":
        subprocess.run(["pkill", "-KILL", "-x", "java"])
        time.sleep(60)
    return {"executor": executor, "fetched": row.fetched, "listed": row.listed, **seen()}


spark = SparkSession.builder.getOrCreate()
rows = spark.range(0, 2, 1, 2).selectExpr(
    "reflect('example.Fetched', 'shout', concat('row ', id)) AS fetched",
    "reflect('example.Listed', 'twice', cast(id AS STRING)) AS listed",
)
print("ARGUMENTS " + json.dumps(sys.argv[1:]))
print("VERSION " + spark.version)
print("DRIVER " + json.dumps(seen()))
print("EXECUTORS " + json.dumps(rows.rdd.map(work).collect()), flush=True)
spark.stop()
