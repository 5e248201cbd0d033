"""A small S3 server in memory, as much of one as Hadoop's S3A and its committers ask for."""

import hashlib
import re
import threading
import uuid
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlsplit
from xml.sax.saxutils import escape

objects = {}
uploads = {}
TIME = "2026-01-01T00:00:00.000Z"


class S3(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_HEAD(self):
        bucket, key, _ = self.asked()
        if not key:
            self.answer(200)
        elif (bucket, key) in objects:
            self.send(200, objects[bucket, key], {})
        else:
            self.answer(404)

    def do_GET(self):
        bucket, key, query = self.asked()
        if "uploads" in query:
            self.answer(200, "<ListMultipartUploadsResult><IsTruncated>false</IsTruncated></ListMultipartUploadsResult>")
        elif not key:
            self.answer(200, listing(bucket, query))
        elif (bucket, key) not in objects:
            self.answer(404, "<Error><Code>NoSuchKey</Code></Error>")
        else:
            self.send_range(objects[bucket, key])

    def do_PUT(self):
        bucket, key, query = self.asked()
        body = self.body()
        source = self.headers.get("x-amz-copy-source")
        if source:
            body = objects[tuple(unquote(source).lstrip("/").split("/", 1))]
        if "partNumber" in query:
            uploads[query["uploadId"]][int(query["partNumber"])] = body
        else:
            objects[bucket, key] = body
        if source:
            self.answer(200, f"<CopyObjectResult><ETag>{etag(body)}</ETag><LastModified>{TIME}</LastModified></CopyObjectResult>")
        else:
            self.answer(200, headers={"ETag": etag(body)})

    def do_POST(self):
        bucket, key, query = self.asked()
        body = self.body()
        name = f"<Bucket>{bucket}</Bucket><Key>{escape(key)}</Key>"
        if "delete" in query:
            for gone in re.findall(r"<Key>(.*?)</Key>", body.decode()):
                objects.pop((bucket, gone), None)
            self.answer(200, "<DeleteResult></DeleteResult>")
        elif "uploads" in query:
            upload = uuid.uuid4().hex
            uploads[upload] = {}
            self.answer(200, f"<InitiateMultipartUploadResult>{name}<UploadId>{upload}</UploadId></InitiateMultipartUploadResult>")
        else:
            parts = uploads.pop(query["uploadId"])
            whole = b"".join(parts[number] for number in sorted(parts))
            objects[bucket, key] = whole
            self.answer(200, f"<CompleteMultipartUploadResult>{name}<ETag>{etag(whole)}</ETag></CompleteMultipartUploadResult>")

    def do_DELETE(self):
        bucket, key, query = self.asked()
        if "uploadId" in query:
            uploads.pop(query["uploadId"], None)
        else:
            objects.pop((bucket, key), None)
        self.answer(204)

    def asked(self):
        parts = urlsplit(self.path)
        bucket, _, key = unquote(parts.path).lstrip("/").partition("/")
        query = parse_qs(parts.query, keep_blank_values=True)
        return bucket, key, {name: values[0] for name, values in query.items()}

    def body(self):
        data = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if self.headers.get("x-amz-decoded-content-length") is None:
            return data
        # Each part of a signed stream begins with its length.
        whole = b""
        while data:
            size, _, data = data.partition(b"\r\n")
            length = int(size.partition(b";")[0], 16)
            if length == 0:
                break
            whole += data[:length]
            data = data[length + 2 :]
        return whole

    def send_range(self, content):
        wanted = re.fullmatch(r"bytes=(\d+)-(\d*)", self.headers.get("Range", ""))
        if wanted is None:
            self.send(200, content, {})
            return
        first, last = int(wanted[1]), int(wanted[2] or len(content) - 1)
        part = content[first : last + 1]
        shown = f"bytes {first}-{first + len(part) - 1}/{len(content)}"
        self.send(206, part, {"Content-Range": shown, "ETag": etag(content)})

    def answer(self, code, text="", headers={}):
        start = "<?xml version='1.0' encoding='UTF-8'?>" if text else ""
        self.send(code, (start + text).encode(), headers)

    def send(self, code, content, headers):
        self.send_response(code)
        usual = {"ETag": etag(content), "Last-Modified": formatdate(usegmt=True)}
        for name, value in {**usual, **headers, "Content-Length": str(len(content))}.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def log_message(self, *_):
        pass


def listing(bucket, query):
    prefix, delimiter = query.get("prefix", ""), query.get("delimiter", "")
    below = {key: content for (owner, key), content in objects.items() if owner == bucket and key.startswith(prefix)}
    folders, items = set(), []
    for key, content in sorted(below.items()):
        name, cut, _ = key[len(prefix) :].partition(delimiter) if delimiter else (key, "", "")
        if cut:
            folders.add(prefix + name + cut)
        else:
            items.append(
                f"<Contents><Key>{escape(key)}</Key><LastModified>{TIME}</LastModified>"
                f"<ETag>{etag(content)}</ETag><Size>{len(content)}</Size></Contents>"
            )
    common = "".join(f"<CommonPrefixes><Prefix>{escape(one)}</Prefix></CommonPrefixes>" for one in sorted(folders))
    return (
        f"<ListBucketResult><Name>{bucket}</Name><Prefix>{escape(prefix)}</Prefix>"
        f"<IsTruncated>false</IsTruncated>{''.join(items)}{common}</ListBucketResult>"
    )


def etag(content):
    return f'"{hashlib.md5(content).hexdigest()}"'


def serve():
    """Starts the server and returns its URL."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), S3)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_address[1]}"
