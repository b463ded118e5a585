#!/bin/sh
# Asks Flink for high availability by Kubernetes and compares with recorded/<minor>.json; --record writes them instead.
# usage: oracle/kubernetes/run.sh [--record] [MINOR…]
set -eu
cd "$(dirname "$0")"
mode=compare
if [ "${1:-}" = --record ]; then mode=record; shift; fi
[ $# -gt 0 ] || set -- 1.18 1.20 2.0 2.3

different=0
for version in "$@"; do
  target=../target/kubernetes-$version
  mkdir -p "$target"
  if [ ! -f "$target/classpath.txt" ] || [ -n "$(find pom.xml src -newer "$target/classpath.txt" | head -1)" ]; then
    mvn --quiet --batch-mode process-classes -Dflink.minor="$version" >"$target/maven.txt" 2>&1 || { cat "$target/maven.txt" >&2; exit 2; }
    touch "$target/classpath.txt"
  fi
  java -Xmx512m -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp "$target/classes:$(cat "$target/classpath.txt")" \
    dev.flint.oracle.kubernetes.HighAvailability >"$target/answers.json" 2>"$target/log.txt"
  if [ "$mode" = record ]; then cp "$target/answers.json" "recorded/$version.json"
  else diff "recorded/$version.json" "$target/answers.json" || different=1
  fi
  echo "kubernetes $version: $(grep -c '^  "' "$target/answers.json") answers"
done
exit "$different"
