#!/bin/sh
# java.sh MINOR CLASS [ARGUMENT…]: runs a class of the oracle against one Flink minor, compiled first where something has changed.
# Exit 2: it could not be compiled; else the class's own.
set -eu
mkdir -p "$(dirname "$0")/target/$1"
target=$(cd "$(dirname "$0")" && pwd)/target/$1
version=$1
shift

# Maven needs seconds where there is nothing to do, so it is asked only after a change.
(
  cd "$target/../.."
  if [ ! -f "$target/classpath.txt" ] || [ -n "$(find pom.xml src/main -newer "$target/classpath.txt" | head -1)" ] \
    || ! tr : '\n' <"$target/classpath.txt" | xargs ls >/dev/null 2>&1; then
    mvn --quiet --batch-mode process-classes -Dflink.minor="$version" >"$target/maven.txt" 2>&1 || { cat "$target/maven.txt" >&2; exit 2; }
    touch "$target/classpath.txt"
  fi
)

scratch=$(mktemp -d "$target/tmp.XXXXXX")
trap 'rm -rf "$scratch"' EXIT
java -Xmx1g -Xshare:auto -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Dfile.encoding=UTF-8 -Duser.timezone=UTC -Duser.language=en \
  -Djava.io.tmpdir="$scratch" \
  --add-opens=java.base/java.util=ALL-UNNAMED \
  --add-opens=java.base/java.lang=ALL-UNNAMED \
  --add-opens=java.base/java.time=ALL-UNNAMED \
  -cp "$target/classes:$(cat "$target/classpath.txt")" \
  "$@"
