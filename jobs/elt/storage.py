"""Where the lake's folders are: what Hadoop's file system says of them."""


class Folder:
    """A folder of the lake, on S3 or any other file system of Hadoop."""

    def __init__(self, spark, uri: str):
        self.uri = uri
        jvm = spark.sparkContext._jvm
        self._path = jvm.org.apache.hadoop.fs.Path
        conf = spark.sparkContext._jsc.hadoopConfiguration()
        self._files = self._path(uri).getFileSystem(conf)

    def has(self, name: str) -> bool:
        return self._files.exists(self._at(name))

    def names(self) -> list[str]:
        """What is directly in the folder; nothing where there is none."""
        path = self._path(self.uri)
        if not self._files.exists(path):
            return []
        return sorted(status.getPath().getName() for status in self._files.listStatus(path))

    def read(self, name: str) -> str:
        stream = self._files.open(self._at(name))
        try:
            return bytes(stream.readAllBytes()).decode()
        finally:
            stream.close()

    def write(self, name: str, content: str) -> None:
        stream = self._files.create(self._at(name), True)
        stream.write(content.encode())
        stream.close()

    def delete(self, name: str) -> None:
        self._files.delete(self._at(name), True)

    def _at(self, name: str):
        return self._path(f"{self.uri}/{name}")
