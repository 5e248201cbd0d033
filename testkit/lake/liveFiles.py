"""
Which files a table consists of, read without Spark and without a library of the format.

A lake is a folder with a copy of its bucket's objects; a table is a list of versions, the newest
last, each a list of paths of Parquet files.
"""

import json
from pathlib import Path
from urllib.parse import unquote

import fastavro


def versions_of_files(folder: Path) -> list[list[Path]]:
    """One version, or none: readers wait for the mark of a finished job."""
    if not (folder / "_SUCCESS").exists():
        return []
    return [sorted(folder.rglob("*.parquet"))]


def versions_of_delta(folder: Path) -> list[list[Path]]:
    log = folder / "_delta_log"
    live: set[Path] = set()
    versions = []
    commits = sorted(log.glob("*.json"))
    assert not any(log.glob("*.checkpoint*")), "this reader knows no checkpoints"
    assert [int(commit.stem) for commit in commits] == list(range(len(commits)))
    for commit in commits:
        for line in commit.read_text().splitlines():
            action = json.loads(line)
            if "add" in action:
                assert "deletionVector" not in action["add"]
                live.add(folder / unquote(action["add"]["path"]))
            if "remove" in action:
                live.discard(folder / unquote(action["remove"]["path"]))
        versions.append(sorted(live))
    return versions


def versions_of_iceberg(bucket: Path, folder: Path) -> list[list[Path]]:
    def local(uri: str) -> Path:
        return bucket / uri.split("/", 3)[3]

    if not (folder / "metadata" / "version-hint.text").exists():
        return []
    version = (folder / "metadata" / "version-hint.text").read_text().strip()
    metadata = json.loads((folder / "metadata" / f"v{version}.metadata.json").read_text())
    snapshots = sorted(metadata["snapshots"], key=lambda snapshot: snapshot["sequence-number"])
    versions = []
    for snapshot in snapshots:
        files = []
        for manifest in avro(local(snapshot["manifest-list"])):
            assert manifest["content"] == 0, "this reader knows no deletes"
            for entry in avro(local(manifest["manifest_path"])):
                if entry["status"] != 2:
                    files.append(local(entry["data_file"]["file_path"]))
        versions.append(sorted(files))
    return versions


def avro(path: Path) -> list[dict]:
    with path.open("rb") as file:
        return list(fastavro.reader(file))


def versions(bucket: Path, table_format: str, name: str) -> list[list[Path]]:
    if table_format == "iceberg":
        return versions_of_iceberg(bucket, bucket / "warehouse" / "flights" / name)
    folder = bucket / "flights" / table_format / name
    return versions_of_delta(folder) if table_format == "delta" else versions_of_files(folder)
