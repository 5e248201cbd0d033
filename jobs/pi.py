"""Estimates pi from random points: the share of a square's points that lie in its circle.

Usage: pi.py [tasks]
"""

import random
import sys

POINTS_PER_TASK = 50_000


def points_in_circle(task: int) -> int:
    """Number of a task's points in the quarter circle; the same in every run."""
    source = random.Random(task)
    points = ((source.random(), source.random()) for _ in range(POINTS_PER_TASK))
    return sum(1 for x, y in points if x * x + y * y <= 1)


def main(arguments: list[str]) -> None:
    from pyspark.sql import SparkSession

    tasks = int(arguments[0]) if arguments else 10
    spark = SparkSession.builder.getOrCreate()
    inside = spark.sparkContext.parallelize(range(tasks), tasks).map(points_in_circle).sum()
    print(f"Pi is roughly {4 * inside / (tasks * POINTS_PER_TASK):.6f}", flush=True)
    spark.stop()


if __name__ == "__main__":
    main(sys.argv[1:])
