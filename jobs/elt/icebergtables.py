"""Iceberg tables of a catalog. Each change is one snapshot of the table."""

from elt.tables import Tables, condition, require

# Iceberg looks for files without a table only where they cannot be those of a running job.
SAFE_HOURS = 24


class IcebergTables(Tables):
    def __init__(self, spark, given: dict):
        super().__init__(spark, given)
        require(
            spark, "iceberg", "org.apache.iceberg.spark.extensions.IcebergSparkSessionExtensions"
        )
        self.catalog, self.database = given["catalog"], given["database"]
        spark.sql(f"CREATE NAMESPACE IF NOT EXISTS {self.catalog}.{self.database}")

    def read(self, name: str):
        return self.spark.table(self._name(name))

    def replace(self, name: str, rows, by: str, values: list[int]) -> None:
        from pyspark.sql import functions as f

        if self._is_new(name):
            rows.writeTo(self._name(name)).partitionedBy(f.col(by)).create()
        else:
            rows.writeTo(self._name(name)).overwrite(f.expr(condition(by, values)))

    def replace_all(self, name: str, rows) -> None:
        from pyspark.sql import functions as f

        if self._is_new(name):
            rows.writeTo(self._name(name)).create()
        else:
            rows.writeTo(self._name(name)).overwrite(f.lit(True))

    def maintain(self, name: str) -> None:
        table = self._name(name)
        joined = self._call("rewrite_data_files", f"table => '{table}'")
        self._call(
            "expire_snapshots",
            f"table => '{table}', older_than => {self._before(self.keep_hours)}, retain_last => 1",
        )
        orphans = self._call(
            "remove_orphan_files",
            f"table => '{table}', older_than => {self._before(max(self.keep_hours, SAFE_HOURS))}",
        )
        [row] = joined
        print(
            f"{name}: {row.rewritten_data_files_count} files joined to "
            f"{row.added_data_files_count}, {len(orphans)} files of no snapshot removed, "
            f"older snapshots after {self.keep_hours} hours"
        )

    def _call(self, procedure: str, arguments: str) -> list:
        return self.spark.sql(f"CALL {self.catalog}.system.{procedure}({arguments})").collect()

    def _before(self, hours: int) -> str:
        """Procedures take no expressions."""
        query = f"SELECT date_format(current_timestamp() - INTERVAL {hours} HOURS, 'yyyy-MM-dd HH:mm:ss')"
        return f"TIMESTAMP '{self.spark.sql(query).head()[0]}'"

    def _is_new(self, name: str) -> bool:
        return not self.spark.catalog.tableExists(self._name(name))

    def _name(self, name: str) -> str:
        return f"{self.catalog}.{self.database}.{name}"
