#!/bin/sh
# Starts what Spark on Kubernetes asks of an image: the driver, an executor, or any other command.
set -eu
: "${SPARK_HOME:=/opt/spark}"
# As Spark's own entrypoint does: a user without an entry gets one, where the image lets it.
if ! getent passwd "$(id -u)" >/dev/null; then
    if [ -w /etc/passwd ]; then
        echo "$(id -u):x:$(id -u):$(id -g):${SPARK_USER_NAME:-anonymous uid}:$SPARK_HOME:/bin/false" \
            >>/etc/passwd
    else
        echo "Container ENTRYPOINT failed to add passwd entry for anonymous UID"
    fi
fi
role=${1:-}
case "$role" in
driver)
    shift
    set -- "$SPARK_HOME/bin/spark-submit" \
        --conf "spark.driver.bindAddress=$SPARK_DRIVER_BIND_ADDRESS" \
        --conf "spark.executorEnv.SPARK_DRIVER_POD_IP=$SPARK_DRIVER_BIND_ADDRESS" \
        --deploy-mode client "$@"
    ;;
executor)
    # Spark hands the JVM options over as SPARK_JAVA_OPT_0, SPARK_JAVA_OPT_1, ... in this order.
    options=$(mktemp)
    index=0
    while option=$(printenv "SPARK_JAVA_OPT_$index"); do
        # A Java argument file: one quoted option a line, backslashes and quotes escaped.
        printf '%s\n' "$option" | sed 's/[\\"]/\\&/g; s/.*/"&"/' >>"$options"
        index=$((index + 1))
    done
    set -- "${JAVA_HOME:+$JAVA_HOME/bin/}java" "@$options" -Xms"$SPARK_EXECUTOR_MEMORY" -Xmx"$SPARK_EXECUTOR_MEMORY" \
        -cp "${SPARK_EXTRA_CLASSPATH:-}:$SPARK_HOME/jars/*:${SPARK_CONF_DIR:-$SPARK_HOME/conf}" \
        org.apache.spark.scheduler.cluster.k8s.KubernetesExecutorBackend \
        --driver-url "$SPARK_DRIVER_URL" --executor-id "$SPARK_EXECUTOR_ID" \
        --cores "$SPARK_EXECUTOR_CORES" --app-id "$SPARK_APPLICATION_ID" \
        --hostname "$SPARK_EXECUTOR_POD_IP" --resourceProfileId "$SPARK_RESOURCE_PROFILE_ID" \
        --podName "$SPARK_EXECUTOR_POD_NAME"
    ;;
esac
exec tini -s -- "$@"
