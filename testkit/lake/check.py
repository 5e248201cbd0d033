"""
Computes the tables of jobs/flights.py by DuckDB, from the rows of the package, and compares.

Usage: check.py <archive> <copy of the bucket> <format> <months, e.g. 1,2,3>

Prints JSON: what differs by table (both numbers are 0 where nothing does), the gold table, and for
each version that readers could ever see how many rows it has and how many different ones.
"""

import io
import json
import sys
import tarfile
import zipfile
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from pathlib import Path

import duckdb

from liveFiles import versions

SILVER = """
    SELECT make_date(year, month, day) AS flight_date, month, dep_time, sched_dep_time, dep_delay,
        arr_time, sched_arr_time, arr_delay, carrier, flight, tailnum, origin, dest, air_time,
        distance, hour, minute, epoch_us(time_hour) AS time_hour, dep_time IS NULL AS cancelled
    FROM flights
    WHERE air_time IS NULL OR distance / (air_time / 60.0) <= 700
"""


def load(archive: str, folder: Path, months: list[int]) -> duckdb.DuckDBPyConnection:
    with tarfile.open(archive) as packed:
        for name in packed.getnames():
            if name.endswith("/data/flights.csv.zip"):
                with zipfile.ZipFile(io.BytesIO(packed.extractfile(name).read())) as zipped:
                    (folder / "flights.csv").write_bytes(zipped.read("flights.csv"))
            if name.endswith("/data/airlines.csv"):
                (folder / "airlines.csv").write_bytes(packed.extractfile(name).read())
    connection = duckdb.connect()
    connection.execute("SET TimeZone = 'UTC'")
    for name in ("flights", "airlines"):
        source = f"read_csv('{folder}/{name}.csv', nullstr='NA', header=true, sample_size=-1)"
        where = f"WHERE month IN ({', '.join(map(str, months))})" if name == "flights" else ""
        connection.execute(f"CREATE TABLE {name} AS SELECT * FROM {source} {where}")
    return connection


def mean(total: int | None, count: int) -> str | None:
    if count == 0:
        return None
    exact = Fraction(total, count) * 100
    rounded = int(Decimal(abs(exact.numerator) / Decimal(exact.denominator)).to_integral_value(ROUND_HALF_UP))
    return f"{Decimal(rounded if exact >= 0 else -rounded) / 100:.2f}"


def expected_gold(connection) -> list[list]:
    rows = connection.execute(
        f"""
        SELECT carrier, name, count(*), count(*) FILTER (cancelled),
            count(*) FILTER (arr_delay >= 15), sum(dep_delay), count(dep_delay),
            sum(arr_delay), count(arr_delay)
        FROM ({SILVER}) JOIN airlines USING (carrier) GROUP BY ALL ORDER BY carrier
        """
    ).fetchall()
    return [[*row[:5], mean(row[5], row[6]), mean(row[7], row[8])] for row in rows]


def parquet(files: list[Path]) -> str:
    listed = ", ".join(f"'{file}'" for file in files)
    return f"read_parquet([{listed}], hive_partitioning = true, union_by_name = true)"


def differences(connection, found: str, expected: str) -> list[int]:
    """The number of rows that are only in one, and only in the other."""
    return [
        connection.execute(f"SELECT count(*) FROM (({a}) EXCEPT ALL ({b}))").fetchall()[0][0]
        for a, b in ((found, expected), (expected, found))
    ]


def main(archive: str, bucket: Path, table_format: str, months: list[int]) -> dict:
    connection = load(archive, bucket, months)
    tables = {
        name: versions(bucket, table_format, name)
        for name in ("bronze", "silver", "quarantine", "gold")
    }
    silver = (
        "SELECT flight_date, month::BIGINT, dep_time, sched_dep_time, dep_delay, arr_time, "
        "sched_arr_time, arr_delay, carrier, flight, tailnum, origin, dest, air_time, distance, "
        "hour, minute, epoch_us(time_hour), cancelled FROM "
    )
    gold = connection.execute(
        "SELECT carrier, airline, flights, cancelled, delayed, mean_departure_delay::VARCHAR, "
        f"mean_arrival_delay::VARCHAR FROM {parquet(tables['gold'][-1])} ORDER BY carrier"
    ).fetchall()
    quarantine = [file for file in tables["quarantine"][-1]]
    return {
        "silver": differences(connection, silver + parquet(tables["silver"][-1]), SILVER),
        "gold": [list(row) for row in gold],
        "expectedGold": expected_gold(connection),
        "quarantine": connection.execute(
            f"SELECT reason, line->>'carrier', line->>'flight' FROM {parquet(quarantine)}"
        ).fetchall()
        if quarantine
        else [],
        "versions": {
            name: [counts(connection, files) for files in tables[name]]
            for name in ("bronze", "silver")
        },
    }


def counts(connection, files: list[Path]) -> list[int] | None:
    """Rows and different rows; nothing where maintenance has removed the files of an old version."""
    if not files or not all(file.exists() for file in files):
        return None
    key = "year, month, day" if "bronze" in str(files[0]) else "flight_date"
    return list(
        connection.execute(
            f"SELECT count(*), count(DISTINCT ({key}, carrier, flight, origin)) FROM {parquet(files)}"
        ).fetchall()[0]
    )


if __name__ == "__main__":
    archive, bucket, table_format, months = sys.argv[1:]
    found = main(archive, Path(bucket), table_format, [int(month) for month in months.split(",")])
    print(json.dumps(found))
