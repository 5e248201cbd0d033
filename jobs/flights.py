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

from elt.parameters import read_parameters


def main(arguments: list[str]) -> None:
    given = read_parameters(arguments)

    from pyspark.sql import SparkSession

    from elt import steps
    from elt.tables import open_tables

    spark = SparkSession.builder.config("spark.sql.session.timeZone", "UTC").getOrCreate()
    tables = open_tables(spark, given)
    if "bronze" in given["steps"]:
        steps.bronze(spark, tables, given)
    if "silver" in given["steps"]:
        steps.silver(spark, tables, given)
    if "gold" in given["steps"]:
        steps.make_gold(spark, tables, given)
    if "maintain" in given["steps"]:
        steps.maintain(tables)
    print(steps.report(tables, given), flush=True)
    spark.stop()


if __name__ == "__main__":
    main(sys.argv[1:])
