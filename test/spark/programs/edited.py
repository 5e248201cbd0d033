"""Ends at once; a test changes its text."""

from pyspark.sql import SparkSession

SparkSession.builder.getOrCreate().stop()
