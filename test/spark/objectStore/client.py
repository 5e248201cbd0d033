"""Calls of S3's API with the key of a pod's environment: prints what each of CALLS was answered.

With LOOP it writes and reads below this path instead, until /tmp/stop exists, as patient as S3A.
"""

import base64
import datetime
import hashlib
import hmac
import http.client
import json
import os
import re
import time
import urllib.parse

HOST = "object-store.spark-object-store.svc:7070"
KEY, SECRET = os.environ["AWS_ACCESS_KEY_ID"], os.environ["AWS_SECRET_ACCESS_KEY"]


def encoded(text, safe=""):
    return urllib.parse.quote(str(text), safe=safe + "-_.~")


def signed(method, path, query, body, headers):
    """Headers of a request by AWS' signature version 4."""
    now = datetime.datetime.now(datetime.timezone.utc).strftime("%Y%m%dT%H%M%SZ")
    digest = hashlib.sha256(body).hexdigest()
    headers = {"host": HOST, "x-amz-content-sha256": digest, "x-amz-date": now, **headers}
    names = sorted(headers)
    lines = [method, path, query, *(f"{name}:{headers[name]}" for name in names)]
    request = "\n".join([*lines, "", ";".join(names), digest])
    scope = f"{now[:8]}/us-east-1/s3/aws4_request"
    key = f"AWS4{SECRET}".encode()
    for part in scope.split("/"):
        key = hmac.new(key, part.encode(), "sha256").digest()
    hashed = hashlib.sha256(request.encode()).hexdigest()
    text = "\n".join(["AWS4-HMAC-SHA256", now, scope, hashed])
    proof = hmac.new(key, text.encode(), "sha256").hexdigest()
    authorization = f"AWS4-HMAC-SHA256 Credential={KEY}/{scope}"
    headers["authorization"] = f"{authorization},SignedHeaders={';'.join(names)},Signature={proof}"
    return headers


def call(method, path, query=None, body="", headers=None):
    body = body.encode()
    path = encoded(path, "/")
    query = "&".join(f"{encoded(k)}={encoded(v)}" for k, v in sorted((query or {}).items()))
    connection = http.client.HTTPConnection(HOST, timeout=10)
    connection.request(
        method, f"{path}?{query}", body, signed(method, path, query, body, headers or {})
    )
    answer = connection.getresponse()
    text = answer.read().decode("utf-8", "replace")
    connection.close()
    return answer.status, text


def deletion(keys):
    """Query, body and headers of the deletion of several objects."""
    objects = "".join(f"<Object><Key>{key}</Key></Object>" for key in keys)
    body = f"<Delete>{objects}</Delete>"
    md5 = base64.b64encode(hashlib.md5(body.encode()).digest()).decode()
    return {"query": {"delete": ""}, "body": body, "headers": {"content-md5": md5}}


def summary(status, text):
    """The status, and what an answer says of several objects."""
    keys = re.findall(r"<Key>(.*?)</Key>", text)
    errors = re.findall(r"<Error><Code>(.*?)</Code><Key>(.*?)</Key>", text)
    if errors:
        return [status, *(f"{key}: {code}" for code, key in errors)]
    return [status, *sorted(keys)] if status == 200 and keys else status


def answers(calls):
    upload = ""
    for title, (method, path, *more) in calls.items():
        given = more[0] if more else {}
        rest = deletion(given["keys"]) if "keys" in given else given
        query = rest.get("query", {})
        query = {k: upload if v == "UPLOAD" else v for k, v in query.items()}
        status, text = call(method, path, **{**rest, "query": query})
        upload = (re.findall(r"<UploadId>(.*?)</UploadId>", text) or [upload])[0]
        yield title, summary(status, text)


def port_is_open(address):
    host, port = address.rsplit(":", 1)
    connection = http.client.HTTPConnection(host, int(port), timeout=5)
    try:
        connection.connect()
        return True
    except OSError:
        return False


def patient(*arguments):
    """Seconds until a call was answered with success."""
    start = time.monotonic()
    for attempt in range(60):
        try:
            status, _ = call(*arguments)
            if status in (200, 204):
                return time.monotonic() - start
            if status < 500:
                raise SystemExit(f"{arguments}: {status}")
        except OSError:
            pass
        time.sleep(0.5)
    raise SystemExit(f"{arguments}: no answer")


def loop(path):
    longest, count = 0, 0
    while not os.path.exists("/tmp/stop"):
        longest = max(longest, patient("PUT", f"{path}/{count}", None, f"row {count}"))
        count += 1
        time.sleep(0.05)
    lost = [n for n in range(count) if call("GET", f"{path}/{n}") != (200, f"row {n}")]
    return {"lost": lost, "count": count, "longest": longest}


if __name__ == "__main__":
    if "LOOP" in os.environ:
        print(json.dumps(loop(os.environ["LOOP"])))
    else:
        found = dict(answers(json.loads(os.environ["CALLS"])))
        for address in os.environ.get("PORTS", "").split():
            found[address.rsplit(":", 1)[1]] = port_is_open(address)
        print(json.dumps(found))
