"""Shows what the driver and an executor find of what their pods have beside Spark."""

import json
import os
import socket

from pyspark.sql import SparkSession


def look(_=None):
    def read(path):
        with open(path) as file:
            return file.read().strip()

    def served(name):
        # Executors get the function alone: a module's module would be missing there.
        from urllib.request import urlopen

        with urlopen(f"http://127.0.0.1:8099/{name}", timeout=10) as answer:
            return answer.read().decode().strip()

    return json.dumps(
        {
            "configMap": read("/etc/app/conf/app.yaml"),
            "secret": read("/etc/keys/token"),
            "mode": oct(os.stat("/etc/keys/token").st_mode & 0o777),
            "writable": os.access("/etc/keys/token", os.W_OK),
            "envFrom": os.environ["APP_colour"],
            "node": os.environ["NODE"],
            "memory": os.environ["MEMORY"],
            "alias": socket.gethostbyname("namenode"),
            "initContainer": read("/work/made"),
            "sidecar": served("made"),
            "ndots": "ndots:2" in read("/etc/resolv.conf"),
        }
    )


spark = SparkSession.builder.getOrCreate()
print("DRIVER " + look(), flush=True)
print("EXECUTOR " + spark.sparkContext.parallelize([0], 1).map(look).first(), flush=True)
spark.stop()
