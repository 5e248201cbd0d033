#!/bin/sh
# Compiles PySpark's modules and makes the archive of the classes that Spark on Kubernetes loads, as root,
# when the image is made.
set -eu
here=/opt/spark-java
java=$(readlink -f "$(command -v java)")
jvm=${java%/bin/java}
mkdir "$here/bin"
mv "$here/java" "$here/bin/java"
chmod 755 "$here/bin/java"
ln -s "$jvm" "$here/jvm"
# What else looks for JAVA_HOME finds it whole.
for entry in "$jvm"/*; do
    [ "${entry##*/}" = bin ] || ln -s "$entry" "$here/${entry##*/}"
done
for entry in "$jvm"/bin/*; do
    [ "${entry##*/}" = java ] || ln -s "$entry" "$here/bin/${entry##*/}"
done
logging=$(echo "$SPARK_HOME"/jars/slf4j-api-*.jar)
{
    printf '%s' "$logging"
    for jar in "$SPARK_HOME"/jars/*.jar; do
        [ "$jar" = "$logging" ] || printf ':%s' "$jar"
    done
} >"$here/jars.txt"

python3 "$here/compile.py" "$SPARK_HOME"/python/lib/*.zip

records=$(mktemp -d)
# Images of Spark start as another user where they are started as root.
chmod 1777 "$records"
JAVA_HOME=$here python3 "$here/record.py" "$records" "local://$here/job.py"
# Classes of other class loaders ("source:") are an application's own.
cat "$records"/*.classes | grep -v -e '^#' -e 'source:' | sed 's/ id: [0-9]*$//' | sort -u >"$records/all"
"$jvm/bin/java" -Xshare:dump -XX:SharedClassListFile="$records/all" \
    -XX:SharedArchiveFile="$here/spark.jsa" -cp "$(cat "$here/jars.txt")" >"$records/dump.log"
rm -rf "$records" "$here"/*.py "$here/make.sh"
