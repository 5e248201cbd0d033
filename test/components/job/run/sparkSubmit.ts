/** The beginning of what spark-submit prints, as the operator's status has it. */
export const SPARK_SUBMIT =
    "failed to run spark-submit: failed to run spark-submit: " +
    [
        "WARNING: Using incubator modules: jdk.incubator.vector",
        "WARNING: package sun.security.action not in java.base",
        "26/11/27 20:01:13 INFO SparkKubernetesClientFactory: Auto-configuring K8S client using current context from users K8S config file",
        '26/11/27 20:01:15 ERROR Client: Please check "kubectl auth can-i create pod" first. It should be yes.',
        "",
    ].join("\n");

/** The end of its stack traces. */
export const FRAMES = [
    "\tat io.fabric8.kubernetes.client.dsl.internal.OperationSupport.requestFailure(OperationSupport.java:642)",
    "\tat java.base/java.util.concurrent.CompletableFuture.postComplete(CompletableFuture.java:510)",
    "\tat io.fabric8.kubernetes.client.dsl.internal.OperationSupport.lambda$handleResponse$0(OperationSupport.java:549)",
    "\tat org.apache.spark.deploy.k8s.submit.KubernetesClientApplication.$anonfun$run$4(KubernetesClientApplication.scala:256)",
    "\tat io.netty.util.concurrent.FastThreadLocalRunnable.run(FastThreadLocalRunnable.java:30)",
    "\tat java.base/java.lang.Thread.run(Thread.java:840)",
    "\t... 12 more",
    "",
].join("\n");

/** What it prints where the API server refuses the driver's pod: seen of 4.1.2 and 3.5.9. */
export function refusedBy(message: string, status = 403): string {
    const thrown =
        "io.fabric8.kubernetes.client.KubernetesClientException: " +
        "Failure executing: POST at: https://10.0.0.1:443/api/v1/namespaces/processing/pods. " +
        `Message: ${message}. Received status: Status(apiVersion=v1, code=${status}, ` +
        "details=StatusDetails(causes=[], group=null, kind=pods, name=pi-12345678-driver, " +
        "retryAfterSeconds=null, uid=null, additionalProperties={}), kind=Status, " +
        `message=${message}, metadata=ListMeta(_continue=null, remainingItemCount=null, ` +
        "resourceVersion=null, selfLink=null, additionalProperties={}), reason=Forbidden, " +
        `status=Failure, additionalProperties={}).\n${FRAMES}`;
    return `${SPARK_SUBMIT}Exception in thread "main" ${thrown}Caused by: ${thrown}`;
}
