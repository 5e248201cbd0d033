"""Runs an application the way it runs on Kubernetes, and ends with it.

Kubernetes is played by an API server that keeps what it is sent, and starts each pod as a process with
this image's entrypoint. So Java sees every class that submission, driver and executors load.
"""

import base64
import hashlib
import json
import os
import re
import shutil
import socket
import ssl
import subprocess
import sys
import threading
import uuid
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

SPARK_HOME = os.environ["SPARK_HOME"]
ADDRESS = "127.0.0.1"
RECORDS = sys.argv[1]
HOSTS = f"{RECORDS}/hosts"
ACCOUNT = "/var/run/secrets/kubernetes.io/serviceaccount"
# RFC 6455, section 1.3.
WEB_SOCKET = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
RUNNING = {"phase": "Running", "conditions": [{"type": "Ready", "status": "True"}]}
JAVA_OPTIONS = [
    "-Xshare:off",
    f"-XX:DumpLoadedClassList={RECORDS}/%p.classes",
    f"-Djdk.net.hosts.file={HOSTS}",
]
objects = {}
changed = threading.Condition()
driver_ended = threading.Event()
exit_codes = []
mounted = []


class Api(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        sent = self.sent()
        name = sent["metadata"].setdefault("name", f"name-{uuid.uuid4()}")
        self.keep(f"{self.path}/{name}", {**sent, "status": RUNNING})
        if sent["kind"] == "Pod":
            threading.Thread(target=run_pod, args=[sent], daemon=True).start()

    def do_PATCH(self):
        path = self.path.partition("?")[0]
        sent = self.sent()
        if path in objects:
            self.answer(200, objects[path])
        else:
            self.keep(path, sent)

    do_PUT = do_PATCH

    def keep(self, path, sent):
        sent["metadata"].update(uid=str(uuid.uuid4()), resourceVersion="1", namespace="default")
        with changed:
            objects[path] = sent
            changed.notify_all()
        self.answer(201, sent)

    def sent(self):
        return json.loads(self.rfile.read(int(self.headers["Content-Length"])))

    def do_DELETE(self):
        length = int(self.headers.get("Content-Length", 0))
        self.rfile.read(length)
        self.answer(200, {"kind": "Status", "apiVersion": "v1", "status": "Success"})

    def do_GET(self):
        path, _, query = self.path.partition("?")
        asked = {key: values[0] for key, values in parse_qs(query).items()}
        if path in objects:
            self.answer(200, objects[path])
        elif "watch" in asked:
            self.watch()
        else:
            found = [kept for key, kept in objects.items() if key.rpartition("/")[0] == path]
            items = [kept for kept in found if is_asked_for(kept, asked)]
            version = {"resourceVersion": "1"}
            self.answer(200, {"kind": "List", "apiVersion": "v1", "metadata": version, "items": items})

    def watch(self):
        """Nothing changes: clients hear nothing until they or the driver have ended."""
        key = self.headers.get("Sec-WebSocket-Key")
        if key is None:
            self.send_response(200)
            self.send_header("Transfer-Encoding", "chunked")
            self.end_headers()
            driver_ended.wait()
            return
        digest = hashlib.sha1(f"{key}{WEB_SOCKET}".encode()).digest()
        self.send_response(101)
        self.send_header("Upgrade", "websocket")
        self.send_header("Connection", "Upgrade")
        self.send_header("Sec-WebSocket-Accept", base64.b64encode(digest).decode())
        self.end_headers()
        self.close_connection = True
        # Its only frame says that it closes.
        self.rfile.read(1)

    def answer(self, code, content):
        body = json.dumps(content).encode()
        self.send_response(code)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


def is_asked_for(kept, asked):
    fields = {"metadata.name": kept["metadata"]["name"]}
    labels = kept["metadata"].get("labels", {})
    wanted = [("fieldSelector", fields), ("labelSelector", labels)]
    return all(
        fits(term, values)
        for selector, values in wanted
        for term in asked.get(selector, "").split(",")
        if term
    )


def fits(term, values):
    key, equals, value = re.fullmatch(r"(.+?)(!?=)(.*)", term).groups()
    return (values.get(key) == value) == (equals == "=")


def run_pod(pod):
    container = pod["spec"]["containers"][0]
    fields = {"metadata.name": pod["metadata"]["name"], "status.podIP": ADDRESS}
    env = {
        entry["name"]: fields[entry["valueFrom"]["fieldRef"]["fieldPath"]]
        if "valueFrom" in entry
        else entry.get("value", "")
        for entry in container.get("env", [])
    }
    is_driver = container["args"][0] == "driver"
    if is_driver:
        mount(pod["spec"]["volumes"], container["volumeMounts"])
    command = ["/opt/entrypoint.sh", *container["args"]]
    code = subprocess.call(command, env={**os.environ, **env}, cwd=RECORDS)
    pod["status"] = {"phase": "Succeeded"}
    if is_driver:
        exit_codes.append(code)
        driver_ended.set()


def mount(volumes, mounts):
    """What Kubernetes mounts for a driver once it is there, and the name that its Service has."""
    maps = {volume["name"]: volume["configMap"] for volume in volumes if "configMap" in volume}
    wanted = {config_map["name"] for config_map in maps.values()}
    with changed:
        changed.wait_for(lambda: wanted <= names_of("ConfigMap") and names_of("Service"))
    for place in mounts:
        config_map = maps.get(place["name"])
        if config_map is None:
            continue
        (data,) = [kept["data"] for kept in objects.values() if kept["metadata"]["name"] == config_map["name"]]
        for item in config_map["items"]:
            file = f"{place['mountPath']}/{item['path']}"
            os.makedirs(os.path.dirname(file), exist_ok=True)
            mounted.append(file)
            with open(file, "w") as out:
                out.write(data[item["key"]])
    with open(HOSTS, "a") as hosts:
        for service in names_of("Service"):
            hosts.write(f"{ADDRESS} {service}.default.svc\n")


def names_of(kind):
    return {kept["metadata"]["name"] for kept in objects.values() if kept["kind"] == kind}


def make_account():
    """The files by which pods find the API server's certificate and their own token."""
    key, certificate, token = f"{RECORDS}/key", f"{ACCOUNT}/ca.crt", f"{ACCOUNT}/token"
    os.makedirs(ACCOUNT)
    subprocess.check_call(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1"]
        + ["-subj", "/CN=kubernetes", "-addext", f"subjectAltName=IP:{ADDRESS}"]
        + ["-keyout", key, "-out", certificate]
    )
    with open(token, "w") as out:
        out.write("none")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    return context


def pod_template():
    """A template for pods such as the operator gives to every submission."""
    file = f"{RECORDS}/template.yaml"
    with open(file, "w") as out:
        out.write("apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  - name: spark\n    env: []\n")
    return file


def main():
    with open(HOSTS, "w") as hosts:
        hosts.write(f"{ADDRESS} localhost {socket.gethostname()}\n")
    server = ThreadingHTTPServer((ADDRESS, 0), Api)
    context = make_account()
    server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    port = server.server_address[1]
    os.environ["JAVA_TOOL_OPTIONS"] = " ".join(JAVA_OPTIONS)
    os.environ["KUBERNETES_SERVICE_HOST"] = ADDRESS
    os.environ["KUBERNETES_SERVICE_PORT"] = str(port)
    api = f"https://{ADDRESS}:{port}"
    template = pod_template()
    command = [
        f"{SPARK_HOME}/bin/spark-submit",
        *("--master", f"k8s://{api}", "--deploy-mode", "cluster"),
        *("--conf", f"spark.kubernetes.driver.master={api}"),
        *("--conf", f"spark.kubernetes.driver.podTemplateFile={template}"),
        *("--conf", f"spark.kubernetes.executor.podTemplateFile={template}"),
        *("--conf", "spark.kubernetes.container.image=none"),
        *("--conf", "spark.kubernetes.submission.waitAppCompletion=false"),
        *("--conf", "spark.executor.instances=1"),
        *sys.argv[2:],
    ]
    submitted = subprocess.call(command)
    has_run = submitted == 0 and driver_ended.wait(3600) and exit_codes == [0]
    for file in mounted:
        os.remove(file)
    shutil.rmtree(ACCOUNT)
    if not has_run:
        sys.exit(f"submission: {submitted}, driver: {exit_codes}")


main()
