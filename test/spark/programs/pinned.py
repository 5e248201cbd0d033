"""Shows which of its node's widgets a task has, and writes to the volume of driver and executor."""

import json

from pyspark import TaskContext
from pyspark.sql import SparkSession


def look(_):
    with open("/data/executor", "w") as file:
        file.write("here")
    return TaskContext.get().resources()["widget"].addresses


spark = SparkSession.builder.getOrCreate()
with open("/data/driver", "w") as file:
    file.write("here")
addresses = spark.sparkContext.parallelize([0], 1).map(look).first()
print("WIDGETS " + json.dumps(addresses), flush=True)
spark.stop()
