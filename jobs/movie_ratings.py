"""The ten best rated movies: number and mean of ratings per movie.

Usage: movie_ratings.py [ratings=<uri>] [minimum=<count>]

ratings  file of lines `user::movie::rating::timestamp`; default: the MovieLens sample that comes
         with Spark
minimum  ratings that a movie needs to be ranked; default: 10
"""

import sys

DEFAULTS = {
    "ratings": "file:///opt/spark/data/mllib/als/sample_movielens_ratings.txt",
    "minimum": "10",
}
TOP = 10


def options(arguments: list[str]) -> dict[str, str]:
    """Reads key=value arguments; stops with a message at one that is not known."""
    given = dict(DEFAULTS)
    for argument in arguments:
        key, separator, value = argument.partition("=")
        if key not in DEFAULTS or not separator:
            sys.exit(f"unknown argument {argument!r}; known: {', '.join(DEFAULTS)} (as key=value)")
        given[key] = value
    if not given["minimum"].isdigit():
        sys.exit(f"minimum={given['minimum']!r} is not a whole number")
    return given


def table(rows: list[tuple[int, int, float]]) -> str:
    """Formats (movie, ratings, mean) as a table."""
    lines = [f"{'movie':>7} {'ratings':>8} {'mean':>6}"]
    lines += [f"{movie:>7} {ratings:>8} {mean:>6.3f}" for movie, ratings, mean in rows]
    return "\n".join(lines)


def best_rated(spark, uri: str, minimum: int) -> list[tuple[int, int, float]]:
    """(movie, ratings, mean) by mean, then number of ratings, then movie."""
    from pyspark.sql import functions as f

    fields = f.split("value", "::")
    ratings = spark.read.text(uri).select(
        fields[1].cast("int").alias("movie"),
        fields[2].cast("double").alias("rating"),
    )
    ranked = (
        ratings.groupBy("movie")
        .agg(f.count("rating").alias("ratings"), f.avg("rating").alias("mean"))
        .where(f.col("ratings") >= minimum)
        .orderBy(f.desc("mean"), f.desc("ratings"), "movie")
        .limit(TOP)
    )
    return [(row.movie, row.ratings, row.mean) for row in ranked.collect()]


def main(arguments: list[str]) -> None:
    from pyspark.sql import SparkSession

    given = options(arguments)
    spark = SparkSession.builder.getOrCreate()
    rows = best_rated(spark, given["ratings"], int(given["minimum"]))
    print(f"Best rated movies with at least {given['minimum']} ratings:")
    print(table(rows), flush=True)
    spark.stop()


if __name__ == "__main__":
    main(sys.argv[1:])
