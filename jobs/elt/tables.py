"""Tables in each format. A table is replaced by parts, so that a second run changes nothing."""

import sys


class Tables:
    """Tables of one format, by name."""

    def __init__(self, spark, given: dict):
        self.spark = spark
        self.keep_hours = given["keep_hours"]
        self.folder = f"{given['lake']}/{given['format']}"

    def read(self, name: str):
        raise NotImplementedError

    def replace(self, name: str, rows, by: str, values: list[int]) -> None:
        """Replaces the rows whose column `by` has one of the values: all that there may be."""
        raise NotImplementedError

    def replace_all(self, name: str, rows) -> None:
        raise NotImplementedError

    def maintain(self, name: str) -> None:
        """Joins small files, and removes what no reader needs any more."""


def condition(by: str, values: list[int]) -> str:
    return f"{by} IN ({', '.join(map(str, values))})"


def require(spark, table_format: str, extension: str) -> None:
    """Stops where the session does not have what the format needs."""
    extensions = spark.conf.get("spark.sql.extensions", "")
    if extension not in extensions:
        sys.exit(
            f"format={table_format}, but the session has no {extension} in spark.sql.extensions "
            f"({extensions or 'it has none'}): set tableFormat: {table_format} on the job"
        )


def open_tables(spark, given: dict) -> Tables:
    from elt import deltatables, filetables, icebergtables

    formats = {
        "files": filetables.FileTables,
        "delta": deltatables.DeltaTables,
        "iceberg": icebergtables.IcebergTables,
    }
    return formats[given["format"]](spark, given)
