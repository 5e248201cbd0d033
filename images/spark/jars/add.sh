#!/bin/sh
# Adds connectors and table formats to Spark's jars: those of the lists of one Spark line, by Ivy, which
# is one of Spark's jars, from Maven Central or the repository that DEFAULT_ARTIFACT_REPOSITORY names, as
# Spark itself would. Each line of a list is "group:artifact:version sha256".
# Usage: add.sh FORMATS, e.g. "delta,iceberg", "files" for the connectors alone, or "none".
set -eu
formats=$1
[ "$formats" != none ] || exit 0
here=$(dirname -- "$0")
jars=$SPARK_HOME/jars
into=${JARS:-$jars}
core=$(basename "$jars"/spark-core_*.jar)
version=$(echo "$core" | sed 's/^spark-core_[0-9.]*-\([0-9.]*\)\.jar$/\1/')
if [ ! -d "$here/$version" ]; then
    echo "no jars are listed for Spark $version, only for $(cd "$here" && echo [0-9]*)" >&2
    exit 1
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for list in files $(echo "$formats" | tr , ' '); do
    if [ ! -f "$here/$version/$list.txt" ]; then
        lists=$(cd "$here/$version" && echo *.txt | sed 's/\.txt//g')
        echo "FORMATS: \"$list\" is not one of: $lists (Spark $version)" >&2
        exit 1
    fi
    cat "$here/$version/$list.txt" >>"$work/all"
done
sort -u "$work/all" >"$work/list"

{
    echo '<ivy-module version="2.0"><info organisation="example" module="jars"/><dependencies>'
    sed 's|^\(.*\):\(.*\):\(.*\) .*|<dependency org="\1" name="\2" rev="\3"/>|' "$work/list"
    echo '</dependencies></ivy-module>'
} >"$work/ivy.xml"
mirror=${DEFAULT_ARTIFACT_REPOSITORY:+root="$(echo "$DEFAULT_ARTIFACT_REPOSITORY" | sed 's/&/\&amp;/g')"}
# The jars are listed one by one, with checksums of our own: no poms, no checksums of the repository.
cat >"$work/settings.xml" <<END
<ivysettings><settings defaultResolver="central"/><resolvers>
<ibiblio name="central" m2compatible="true" usepoms="false" useMavenMetadata="false" checksums="" $mirror/>
</resolvers></ivysettings>
END
java -jar "$jars"/ivy-[0-9]*.jar -warn -settings "$work/settings.xml" -ivy "$work/ivy.xml" \
    -cache "$work/cache" -retrieve "$work/jars/[artifact]-[revision].[ext]" >"$work/log" 2>&1 || {
    # Without the dots that show how far a download is.
    grep -v '^\.*\( ([0-9]*kB)\)\?$' "$work/log" >&2
    exit 1
}
sed 's|^.*:\(.*\):\(.*\) \(.*\)|\3  \1-\2.jar|' "$work/list" >"$work/sums"
(cd "$work/jars" && sha256sum --check --quiet "$work/sums")

mkdir -p "$into"
for jar in "$work"/jars/*.jar; do
    install -m 644 "$jar" "$into"
done
# What the image has got, for people and scanners.
install -m 644 "$work/list" "$into/../added-jars.txt"
