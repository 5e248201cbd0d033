"""Runs applications the way they run on Kubernetes, and ends with them.

Kubernetes is played by an API server that keeps what it is sent, and starts each pod as a process with
this image's entrypoint. So Java sees every class that submission, driver and executors load.
"""

import json
import os
import re
import socket
import subprocess
import sys
import threading
import uuid
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

SPARK_HOME = os.environ["SPARK_HOME"]
ADDRESS = "127.0.0.1"
HOSTS = f"{sys.argv[1]}/hosts"
RUNNING = {"phase": "Running", "conditions": [{"type": "Ready", "status": "True"}]}
JAVA_OPTIONS = [
    "-Xshare:off",
    f"-XX:DumpLoadedClassList={sys.argv[1]}/%p.classes",
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
        elif "watch" in asked and "Upgrade" in self.headers:
            # Not by WebSocket, says this to Spark's client.
            self.answer(200, {})
        elif "watch" in asked:
            # Nothing changes: clients hear nothing until the driver has ended.
            self.send_response(200)
            self.send_header("Transfer-Encoding", "chunked")
            self.end_headers()
            driver_ended.wait()
        else:
            found = [kept for key, kept in objects.items() if key.rpartition("/")[0] == path]
            items = [kept for kept in found if is_asked_for(kept, asked)]
            version = {"resourceVersion": "1"}
            self.answer(200, {"kind": "List", "apiVersion": "v1", "metadata": version, "items": items})

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
        write_properties()
    command = ["/opt/entrypoint.sh", *container["args"]]
    code = subprocess.call(command, env={**os.environ, **env}, cwd=sys.argv[1])
    pod["status"] = {"phase": "Succeeded"}
    if is_driver:
        exit_codes.append(code)
        driver_ended.set()


def write_properties():
    """What Kubernetes mounts for a driver once it is there, and the name that its Service has."""
    with changed:
        changed.wait_for(lambda: {"ConfigMap", "Service"} <= {kept["kind"] for kept in objects.values()})
    os.makedirs(f"{SPARK_HOME}/conf", exist_ok=True)
    for kept in objects.values():
        for file, content in (kept.get("data") or {}).items():
            mounted.append(f"{SPARK_HOME}/conf/{file}")
            with open(mounted[-1], "w") as out:
                out.write(content)
        if kept["kind"] == "Service":
            with open(HOSTS, "a") as hosts:
                hosts.write(f"{ADDRESS} {kept['metadata']['name']}.default.svc\n")


def main():
    with open(HOSTS, "w") as hosts:
        hosts.write(f"{ADDRESS} localhost {socket.gethostname()}\n")
    os.environ["JAVA_TOOL_OPTIONS"] = " ".join(JAVA_OPTIONS)
    server = ThreadingHTTPServer((ADDRESS, 0), Api)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    api = f"http://{ADDRESS}:{server.server_address[1]}"
    command = [
        f"{SPARK_HOME}/bin/spark-submit",
        *("--master", f"k8s://{api}", "--deploy-mode", "cluster"),
        *("--conf", f"spark.kubernetes.driver.master={api}"),
        *("--conf", "spark.kubernetes.container.image=none"),
        *("--conf", "spark.kubernetes.submission.waitAppCompletion=false"),
        *("--conf", "spark.executor.instances=1"),
        *sys.argv[2:],
    ]
    submitted = subprocess.call(command)
    has_run = submitted == 0 and driver_ended.wait(900) and exit_codes == [0]
    for file in mounted:
        os.remove(file)
    if not has_run:
        sys.exit(f"submission: {submitted}, driver: {exit_codes}")


main()
