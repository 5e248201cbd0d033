/**
 * Python program that aborts uploads that have been idle for the number of seconds that BUCKETS sets for
 * each bucket (`lake=604800 …`), like a lifecycle rule in S3. It needs nothing but Python: signing requests
 * with AWS Signature Version 4 takes a few lines.
 */
export const ABORT_UPLOADS = `
import datetime, hashlib, hmac, http.client, os, sys, urllib.parse
import xml.etree.ElementTree as xml

HOST = os.environ["HOST"]
KEY, SECRET = os.environ["AWS_ACCESS_KEY_ID"], os.environ["AWS_SECRET_ACCESS_KEY"]
S3 = "{http://s3.amazonaws.com/doc/2006-03-01/}"


def encoded(text, safe=""):
    return urllib.parse.quote(text, safe=safe + "-_.~")


def signature(day, text):
    key = ("AWS4" + SECRET).encode()
    for part in (day, "us-east-1", "s3", "aws4_request", text):
        key = hmac.new(key, part.encode(), "sha256").digest()
    return key.hex()


def call(method, path, **query):
    now = datetime.datetime.now(datetime.timezone.utc).strftime("%Y%m%dT%H%M%SZ")
    path = encoded(path, "/")
    query = "&".join(sorted(encoded(name) + "=" + encoded(value) for name, value in query.items()))
    empty = hashlib.sha256(b"").hexdigest()
    headers = {"host": HOST, "x-amz-content-sha256": empty, "x-amz-date": now}
    signed = ";".join(headers)
    lines = [method, path, query, *(name + ":" + headers[name] for name in headers), "", signed, empty]
    scope = now[:8] + "/us-east-1/s3/aws4_request"
    digest = hashlib.sha256("\\n".join(lines).encode()).hexdigest()
    proof = signature(now[:8], "\\n".join(["AWS4-HMAC-SHA256", now, scope, digest]))
    headers["authorization"] = (
        f"AWS4-HMAC-SHA256 Credential={KEY}/{scope},SignedHeaders={signed},Signature={proof}"
    )
    connection = http.client.HTTPConnection(HOST, timeout=60)
    connection.request(method, path + "?" + query, headers=headers)
    response = connection.getresponse()
    body = response.read()
    connection.close()
    return response.status, body


def uploads(bucket):
    markers = {}
    while True:
        status, body = call("GET", "/" + bucket, uploads="", **markers)
        if status != 200:
            raise RuntimeError(f"{bucket}: uploads cannot be listed ({status})")
        page = xml.fromstring(body)
        text = lambda element, name: element.findtext(S3 + name) or element.findtext(name) or ""
        for found in [*page.iter(S3 + "Upload"), *page.iter("Upload")]:
            yield [text(found, name) for name in ("Key", "UploadId", "Initiated")]
        if text(page, "IsTruncated") != "true":
            return
        markers = {"key-marker": text(page, "NextKeyMarker")}
        if text(page, "NextUploadIdMarker"):
            markers["upload-id-marker"] = text(page, "NextUploadIdMarker")


failed = 0
for entry in os.environ["BUCKETS"].split():
    bucket, seconds = entry.split("=")
    age = datetime.timedelta(seconds=int(seconds))
    limit = datetime.datetime.now(datetime.timezone.utc) - age
    found = list(uploads(bucket))
    old = [one for one in found if datetime.datetime.fromisoformat(one[2].replace("Z", "+00:00")) < limit]
    for key, upload, since in old:
        status, _ = call("DELETE", f"/{bucket}/{key}", uploadId=upload)
        # 404: somebody else was faster.
        failed += status not in (204, 404)
        print(f"{bucket}/{key}: upload of {since}", "aborted" if status == 204 else status)
    print(f"{bucket}: {len(old)} of {len(found)} uploads are too old")
sys.exit(1 if failed else 0)
`;
