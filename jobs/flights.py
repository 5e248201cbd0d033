"""How punctual the airlines at New York's airports were in 2013: raw JSON -> bronze -> silver -> gold.

Usage: flights.py lake=<uri> format=files|delta|iceberg [months=<1-12>] [steps=<some>]
    [catalog=<name>] [database=<name>] [keep_hours=<number>]

lake        folder with raw/flights/2013-01, … and raw/airlines (see land_flights.py); tables of
            files and Delta go below it
format      of the tables; the job's tableFormat is the same
months      what to load, such as 1-3,7; a month that is loaded again is replaced. Default: 1-12
steps       some of bronze, silver, gold, maintain. Default: bronze,silver,gold
catalog     Iceberg catalog of the session, and the database of it; default: lake, flights
keep_hours  age at which maintain removes what no reader of today needs; default: 168
"""

import sys
import time

from elt.parameters import read_parameters


def main(arguments: list[str]) -> None:
    given = read_parameters(arguments)

    from pyspark.sql import SparkSession

    from elt import steps
    from elt.tables import open_tables

    spark = (
        SparkSession.builder.config("spark.sql.session.timeZone", "UTC")
        # What follows from a filter takes the optimizer minutes where rules concern many columns.
        .config("spark.sql.constraintPropagation.enabled", "false")
        .getOrCreate()
    )
    tables = open_tables(spark, given)
    took = []
    for step in given["steps"]:
        began = time.monotonic()
        steps.STEPS[step](spark, tables, given)
        took.append(f"{step} {time.monotonic() - began:.1f} s")
    print(steps.report(tables, given))
    print(f"took: {', '.join(took)}", flush=True)
    spark.stop()


if __name__ == "__main__":
    main(sys.argv[1:])
