"""
Plain Parquet files. A driver that dies leaves a part of its files, so a table counts only while it
has the committer's mark, and what was being loaded is noted beside it.
"""

import json
import sys

from elt.schema import TABLES
from elt.storage import Folder
from elt.tables import Tables

DONE = "_SUCCESS"
# Spark does not read names that begin with an underscore.
LOADING = "_LOADING"


class FileTables(Tables):
    def read(self, name: str):
        folder = self._folder(name)
        if not folder.has(DONE):
            sys.exit(
                f"{folder.uri} has no {DONE}: its last load did not finish; run that step again"
            )
        # A table without rows has no files, and so no schema of its own.
        return self.spark.read.schema(TABLES[name]).parquet(folder.uri)

    def replace(self, name: str, rows, by: str, values: list[int]) -> None:
        folder = self._folder(name)
        refuse_unfinished(folder, values)
        folder.write(LOADING, json.dumps(values))
        folder.delete(DONE)
        for value in values:
            folder.delete(f"{by}={value}")
        # The folders are named one by one: S3A's committers refuse dynamic partition overwrite.
        rows.write.partitionBy(by).mode("append").parquet(folder.uri)
        folder.delete(LOADING)

    def replace_all(self, name: str, rows) -> None:
        rows.write.mode("overwrite").parquet(self._folder(name).uri)

    def maintain(self, name: str) -> None:
        print(f"{name}: nothing to maintain, since every load rewrites its folders")

    def _folder(self, name: str) -> Folder:
        return Folder(self.spark, f"{self.folder}/{name}")


def refuse_unfinished(folder: Folder, values: list[int]) -> None:
    """A load of other parts would put the mark on what another one left half done."""
    if folder.has(DONE) or not folder.has(LOADING):
        return
    unfinished = left_unfinished(folder.read(LOADING), values)
    if unfinished:
        sys.exit(
            f"{folder.uri}: the last load, of {unfinished}, did not finish; "
            "load these again first"
        )


def left_unfinished(noted: str, values: list[int]) -> list[int]:
    """What an earlier load began and this one does not replace."""
    return sorted(set(json.loads(noted)) - set(values))
