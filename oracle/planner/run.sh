#!/bin/sh
# Asks Flink's SQL planner about cases/*.sql and compares with recorded/<minor>.json; --record writes them instead.
# usage: oracle/planner/run.sh [--record] [MINOR…]
set -eu
cd "$(dirname "$0")"
mode=compare
if [ "${1:-}" = --record ]; then mode=record; shift; fi
[ $# -gt 0 ] || set -- 1.18 1.19 1.20 2.0 2.3

different=0
for version in "$@"; do
  target=../target/planner-$version
  mkdir -p "$target"
  if [ ! -f "$target/classpath.txt" ] || [ -n "$(find pom.xml src -newer "$target/classpath.txt" | head -1)" ]; then
    mvn --quiet --batch-mode process-classes -Dflink.minor="$version" >"$target/maven.txt" 2>&1 || { cat "$target/maven.txt" >&2; exit 2; }
    touch "$target/classpath.txt"
  fi
  java -Xmx1g -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Dfile.encoding=UTF-8 \
    --add-opens=java.base/java.util=ALL-UNNAMED --add-opens=java.base/java.lang=ALL-UNNAMED \
    -cp "$target/classes:$(cat "$target/classpath.txt")" dev.flint.oracle.planner.Planner cases >"$target/answers.json"
  if [ "$mode" = record ]; then cp "$target/answers.json" "recorded/$version.json"
  else diff "recorded/$version.json" "$target/answers.json" || different=1
  fi
  echo "planner $version: $(grep -c '^    "' "$target/answers.json") answers"
done
exit "$different"
