"""Asks the Kubernetes API with the driver's own token, and looks for a token in an executor."""

import json
import os
import ssl
import urllib.error
import urllib.request

from pyspark.sql import SparkSession

ACCOUNT = "/var/run/secrets/kubernetes.io/serviceaccount"
SERVER = "https://{KUBERNETES_SERVICE_HOST}:{KUBERNETES_SERVICE_PORT}".format(**os.environ)
DRIVER = os.environ["HOSTNAME"]
APPLICATION = DRIVER.removesuffix("-driver")

CORE = "/api/v1/namespaces/"
SPARK = "/apis/sparkoperator.k8s.io/v1beta2/namespaces/"
RBAC = "/apis/rbac.authorization.k8s.io/v1"
NETWORK = "/apis/networking.k8s.io/v1/namespaces/"


def named(name, **more):
    return {"metadata": {"name": name}, **more}


def pod(**more):
    container = {"name": "main", "image": "none.invalid/none"}
    return named("made-by-a-job", spec={"containers": [container], **more})


HOST_PATH = pod(volumes=[{"name": "root", "hostPath": {"path": "/"}}])
ADMIN = {"apiGroup": "rbac.authorization.k8s.io", "kind": "ClusterRole", "name": "cluster-admin"}

# What, method, path, body.
CALLS = [
    # What a driver does.
    ("get own pod", "GET", f"{CORE}alpha/pods/{DRIVER}", None),
    ("list own pods", "GET", f"{CORE}alpha/pods", None),
    ("list own claims", "GET", f"{CORE}alpha/persistentvolumeclaims", None),
    ("create own configmap", "POST", f"{CORE}alpha/configmaps?dryRun=All", named("dry-run")),
    # What every identity may read.
    ("read the version", "GET", "/version", None),
    ("list the API groups", "GET", "/apis", None),
    # In its own namespace.
    ("list own services", "GET", f"{CORE}alpha/services", None),
    ("create own service", "POST", f"{CORE}alpha/services", named("any")),
    ("list own configmaps", "GET", f"{CORE}alpha/configmaps", None),
    ("list own secrets", "GET", f"{CORE}alpha/secrets", None),
    ("get own secret", "GET", f"{CORE}alpha/secrets/any", None),
    ("create own secret", "POST", f"{CORE}alpha/secrets", named("any")),
    ("read own log", "GET", f"{CORE}alpha/pods/{DRIVER}/log", None),
    ("exec into own pod", "POST", f"{CORE}alpha/pods/{DRIVER}/exec?command=id&stdout=1", None),
    ("forward own port", "POST", f"{CORE}alpha/pods/{DRIVER}/portforward?ports=4040", None),
    ("evict own pod", "POST", f"{CORE}alpha/pods/{DRIVER}/eviction", named(DRIVER)),
    ("create own pod with the node's files", "POST", f"{CORE}alpha/pods?dryRun=All", HOST_PATH),
    ("list own events", "GET", f"{CORE}alpha/events", None),
    ("list own accounts", "GET", f"{CORE}alpha/serviceaccounts", None),
    ("create own token", "POST", f"{CORE}alpha/serviceaccounts/spark/token", {}),
    ("get own sparkapplication", "GET", f"{SPARK}alpha/sparkapplications/{APPLICATION}", None),
    ("create own sparkapplication", "POST", f"{SPARK}alpha/sparkapplications", named("any")),
    ("create own role", "POST", f"{RBAC}/namespaces/alpha/roles", named("any")),
    (
        "create own rolebinding",
        "POST",
        f"{RBAC}/namespaces/alpha/rolebindings",
        named("any", roleRef=ADMIN),
    ),
    (
        "delete own network policy",
        "DELETE",
        f"{NETWORK}alpha/networkpolicies/default-deny-ingress",
        None,
    ),
    ("create own network policy", "POST", f"{NETWORK}alpha/networkpolicies", named("any")),
    ("list own quotas", "GET", f"{CORE}alpha/resourcequotas", None),
    ("create own deployment", "POST", "/apis/apps/v1/namespaces/alpha/deployments", named("any")),
    ("create own daemonset", "POST", "/apis/apps/v1/namespaces/alpha/daemonsets", named("any")),
    ("create own job", "POST", "/apis/batch/v1/namespaces/alpha/jobs", named("any")),
    ("delete own namespace", "DELETE", f"{CORE}alpha", None),
    # In other namespaces.
    ("list secrets of beta", "GET", f"{CORE}beta/secrets", None),
    ("list configmaps of beta", "GET", f"{CORE}beta/configmaps", None),
    ("list pods of beta", "GET", f"{CORE}beta/pods", None),
    ("create pod in beta", "POST", f"{CORE}beta/pods", pod()),
    ("list sparkapplications of beta", "GET", f"{SPARK}beta/sparkapplications", None),
    ("list secrets of kube-system", "GET", f"{CORE}kube-system/secrets", None),
    ("list pods of kube-system", "GET", f"{CORE}kube-system/pods", None),
    ("list secrets of the operator", "GET", f"{CORE}spark-operator/secrets", None),
    ("list pods of all namespaces", "GET", "/api/v1/pods", None),
    ("list secrets of all namespaces", "GET", "/api/v1/secrets", None),
    # Of the cluster.
    ("list nodes", "GET", "/api/v1/nodes", None),
    ("list namespaces", "GET", "/api/v1/namespaces", None),
    ("list volumes", "GET", "/api/v1/persistentvolumes", None),
    ("list cluster roles", "GET", f"{RBAC}/clusterroles", None),
    (
        "create cluster role binding",
        "POST",
        f"{RBAC}/clusterrolebindings",
        named("any", roleRef=ADMIN),
    ),
    ("read the API server's metrics", "GET", "/metrics", None),
]


def ask(method, path, body, **headers):
    with open(f"{ACCOUNT}/token") as token:
        headers["Authorization"] = "Bearer " + token.read()
    data = None if body is None else json.dumps(body).encode()
    headers["Content-Type"] = "application/json"
    request = urllib.request.Request(SERVER + path, data, headers, method=method)
    context = ssl.create_default_context(cafile=f"{ACCOUNT}/ca.crt")
    try:
        with urllib.request.urlopen(request, context=context, timeout=30) as answer:
            return answer.status
    except urllib.error.HTTPError as refusal:
        return refusal.code


def look_around(_):
    return os.environ["HOSTNAME"], os.path.exists(ACCOUNT), os.path.exists(f"{ACCOUNT}/token")


for what, method, path, body in CALLS:
    print("CALL " + json.dumps({"what": what, "status": ask(method, path, body)}), flush=True)
as_admin = {"Impersonate-User": "admin", "Impersonate-Group": "system:masters"}
status = ask("GET", "/api/v1/nodes", None, **as_admin)
print("CALL " + json.dumps({"what": "list nodes as an administrator", "status": status}))

spark = SparkSession.builder.getOrCreate()
[(host, has_account, has_token)] = spark.sparkContext.parallelize([0], 1).map(look_around).collect()
seen = {"onExecutor": "-exec-" in host, "hasAccount": has_account, "hasToken": has_token}
print("EXECUTOR " + json.dumps(seen), flush=True)
spark.stop()
