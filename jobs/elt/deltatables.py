"""Delta tables, by the paths of their folders. Each change is one commit of the table's log."""

from elt.tables import Tables, condition, require

# Below it, Delta wants to know that nobody else is writing.
SAFE_HOURS = 168


class DeltaTables(Tables):
    def __init__(self, spark, given: dict):
        super().__init__(spark, given)
        require(spark, "delta", "io.delta.sql.DeltaSparkSessionExtension")
        # The logs of these tables are small: by default each reading of one takes 50 tasks.
        spark.conf.set("spark.databricks.delta.snapshotPartitions", "2")

    def read(self, name: str):
        return self.spark.read.format("delta").load(self._path(name))

    def replace(self, name: str, rows, by: str, values: list[int]) -> None:
        writer = rows.write.format("delta").partitionBy(by).mode("overwrite")
        writer.option("replaceWhere", condition(by, values)).save(self._path(name))

    def replace_all(self, name: str, rows) -> None:
        rows.write.format("delta").mode("overwrite").save(self._path(name))

    def maintain(self, name: str) -> None:
        # By default VACUUM lists a table's few folders in 10,000 tasks.
        self.spark.conf.set("spark.sql.sources.parallelPartitionDiscovery.parallelism", "16")
        if self.keep_hours < SAFE_HOURS:
            self.spark.conf.set("spark.databricks.delta.retentionDurationCheck.enabled", "false")
        table = f"delta.`{self._path(name)}`"
        metrics = self.spark.sql(f"OPTIMIZE {table}").head().metrics
        self.spark.sql(f"VACUUM {table} RETAIN {self.keep_hours} HOURS").collect()
        print(
            f"{name}: {metrics.numFilesRemoved} files joined to {metrics.numFilesAdded}, "
            f"older ones removed after {self.keep_hours} hours"
        )

    def _path(self, name: str) -> str:
        return f"{self.folder}/{name}"
