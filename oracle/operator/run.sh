#!/bin/sh
# Asks the Kubernetes operator's validator about every case and compares with recorded/; --record writes it. README.md says more.
set -eu
cd "$(dirname "$0")"
here=$PWD

usage='usage: oracle/operator/run.sh [--record] [--sources DIR]   DIR: a clone of apache/flink-kubernetes-operator'
record=
sources=
while [ $# -gt 0 ]; do
  case $1 in
    --record) record=1; shift ;;
    --sources) sources=$(cd "${OLDPWD:-.}" && cd "$2" && pwd); shift 2 ;;
    *) echo "$usage" >&2; exit 2 ;;
  esac
done

profile=${sources:+sources}
profile=${profile:-1.7}
name=${sources:+1.16}
name=${name:-1.7}
target=$here/../target/operator-$name
mkdir -p "$target/classes"
if [ ! -f "$target/classpath.txt" ] || [ pom.xml -nt "$target/classpath.txt" ]; then
  mvn --quiet --batch-mode dependency:build-classpath -P "$profile" -Dmdep.outputFile="$target/classpath.txt" >"$target/maven.txt" 2>&1 \
    || { cat "$target/maven.txt" >&2; exit 2; }
fi
classpath=$target/classes:$(cat "$target/classpath.txt")

if [ -n "$sources" ] && [ ! -f "$target/classes/org/apache/flink/kubernetes/operator/validation/DefaultValidator.class" ]; then
  # One class stands in two modules; the metrics override methods that the published SDK does not have yet.
  metrics=$target/OperatorJosdkMetrics.java
  for module in api '' ; do
    find "$sources/flink-kubernetes-operator${module:+-$module}/src/main/java" -name '*.java'
  done >"$target/sources.txt"
  find "$sources/flink-autoscaler/src/main/java" "$sources/flink-kubernetes-standalone/src/main/java" -name '*.java' >>"$target/sources.txt"
  grep -v -e 'flink-kubernetes-operator/src.*/AggregatedMetric.java' -e '/OperatorJosdkMetrics.java' "$target/sources.txt" >"$target/compiled.txt"
  sed 's/@Override//' "$(grep '/OperatorJosdkMetrics.java' "$target/sources.txt")" >"$metrics"
  echo "$metrics" >>"$target/compiled.txt"
  javac -nowarn -d "$target/classes" -cp "$classpath" -processorpath "$(tr : '\n' <"$target/classpath.txt" | grep '/lombok-')" \
    @"$target/compiled.txt" >"$target/javac.txt" 2>&1 || { cat "$target/javac.txt" >&2; exit 2; }
fi
javac -nowarn -d "$target/classes" -cp "$classpath" -proc:none src/dev/flint/operator/*.java
java -Xmx1g -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp "$classpath" dev.flint.operator.Validate \
  "$here/cases.json" "$target/answers.json" >"$target/log.txt" 2>&1 || { cat "$target/log.txt" >&2; exit 2; }

if [ -n "$record" ]; then
  mkdir -p recorded
  cp "$target/answers.json" "recorded/$name.json"
fi
if cmp -s "$target/answers.json" "recorded/$name.json"; then
  echo "operator $name: as recorded"
else
  echo "operator $name: other answers than recorded" >&2
  diff "recorded/$name.json" "$target/answers.json" >&2 || exit 1
fi
