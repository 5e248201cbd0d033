"""The steps: raw JSON -> bronze -> silver -> gold."""

import sys

from elt import gold, schema
from elt.storage import Folder


def bronze(spark, tables, given: dict) -> None:
    """The raw rows as they are: each field a string, and beside them where the row is from."""
    from pyspark.sql import functions as f

    lines = raw_lines(spark, given)
    refuse_changes(lines)
    fields = f"{schema.STRINGS}, unreadable string"
    options = {"mode": "PERMISSIVE", "columnNameOfCorruptRecord": "unreadable"}
    rows = lines.select(
        f.from_json("line", fields, options).alias("fields"), "source", "batch"
    ).select("fields.*", "source", "batch")
    tables.replace("bronze", rows, "batch", given["months"])


def raw_lines(spark, given: dict):
    """Lines of the months' folders, `raw/flights/2013-01` and so on."""
    from pyspark.sql import functions as f

    folder = Folder(spark, f"{given['lake']}/raw/flights")
    there = folder.names()
    missing = [name for name in map(folder_of, given["months"]) if name not in there]
    if missing:
        sys.exit(
            f"{folder.uri} has no {', '.join(missing)}; there is: {', '.join(there) or 'nothing'}"
        )
    source = f.col("_metadata.file_path")
    return spark.read.text([f"{folder.uri}/{folder_of(month)}" for month in given["months"]]).select(
        f.col("value").alias("line"),
        source.alias("source"),
        f.regexp_extract(source, r"/2013-(\d\d)/[^/]*$", 1).cast("int").alias("batch"),
    )


def folder_of(month: int) -> str:
    return f"2013-{month:02}"


def refuse_changes(lines) -> None:
    """Stops at fields that are new or gone: what they mean is for people to decide."""
    found = lines.selectExpr("json_object_keys(line) AS keys").distinct().collect()
    keys = {key for row in found for key in row.keys or []}
    changed = schema.changes(keys)
    if changed:
        sys.exit(
            f"The schema of the raw rows has changed: {'; '.join(changed)}. Nothing was loaded: "
            "say in FIELDS of jobs/elt/schema.py what they are to be"
        )


def silver(spark, tables, given: dict) -> None:
    """Typed rows, each flight once; bad rows go to the quarantine, with the reason."""
    from pyspark.sql import functions as f

    rows = (
        tables.read("bronze")
        .where(f.col("batch").isin(given["months"]))
        # By month, which serves what follows and leaves one file for each.
        .repartition(len(given["months"]), "batch")
        .selectExpr("struct(*) AS raw", "batch")
        .selectExpr("*", *(f"{schema.typed(field)} AS {field.name}" for field in schema.FIELDS))
        .selectExpr("*", f"{schema.reasons()} AS reason")
    )
    bad = rows.where("reason <> ''").selectExpr(
        "reason",
        f"coalesce(raw.unreadable, to_json(struct({', '.join('raw.' + n for n in schema.NAMES)})))"
        " AS line",
        "raw.source AS source",
        "batch",
    )
    tables.replace("quarantine", bad, "batch", given["months"])
    good = (
        rows.where("reason = ''")
        # Of rows of the same flight, the one from the last file.
        .selectExpr(
            "*",
            "row_number() OVER (PARTITION BY batch, "
            f"{', '.join(schema.KEY)} ORDER BY raw.source DESC, to_json(raw)) AS nth",
        )
        .where("nth = 1")
        .selectExpr(
            "make_date(year, month, day) AS flight_date",
            *(name for name in schema.NAMES if name not in ("year", "day")),
            "dep_time IS NULL AS cancelled",
        )
    )
    tables.replace("silver", good, "month", given["months"])


def gold_step(spark, tables, given: dict) -> None:
    """How punctual each airline is, over all that is in silver."""
    airlines = spark.read.schema("carrier string, name string").json(
        f"{given['lake']}/raw/airlines"
    )
    rows = (
        tables.read("silver")
        .groupBy("carrier")
        .agg(*(expression(aggregate) for aggregate in gold.AGGREGATES))
        .join(airlines, "carrier", "left")
        .withColumnRenamed("name", "airline")
        .select(*gold.COLUMNS)
        .orderBy("carrier")
        .coalesce(1)
    )
    tables.replace_all("gold", rows)


def expression(sql: str):
    from pyspark.sql import functions as f

    return f.expr(sql)


def report(tables, given: dict) -> str:
    """What has come of it, for people."""
    counts = {name: tables.read(name).count() for name in schema.TABLES if name != "gold"}
    reasons = tables.read("quarantine").groupBy("reason").count().orderBy("reason").collect()
    rows = tables.read("gold").select(*gold.COLUMNS).orderBy("carrier").collect()
    return "\n".join(
        [
            ", ".join(f"{name}: {count} rows" for name, count in counts.items()),
            *(f"quarantine: {row['count']} x {row.reason}" for row in reasons),
            f"gold ({given['format']}):",
            gold.table([tuple(row) for row in rows]),
        ]
    )


def maintain(spark, tables, given: dict) -> None:
    for name in schema.TABLES:
        tables.maintain(name)


STEPS = {"bronze": bronze, "silver": silver, "gold": gold_step, "maintain": maintain}
