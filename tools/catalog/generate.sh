#!/usr/bin/env bash
# Regenerates src/catalog/generated/options.json from Flink's jars, or checks it.
#   generate.sh                          write the catalogue
#   generate.sh --check                  fail unless regenerating gives the same bytes
#   generate.sh --check --versions 1.20  compare the facts of some versions only
set -euo pipefail
cd "$(dirname "$0")"

usage() {
  echo "usage: generate.sh [--versions all|MINOR[,MINOR...]] [--check]" >&2
  exit 2
}

command=generate
versions=all
while [ $# -gt 0 ]; do
  case "$1" in
    --check) command=check ;;
    --versions)
      [ $# -ge 2 ] || usage
      versions=$2
      shift
      ;;
    *) usage ;;
  esac
  shift
done
if [ "$command" = generate ] && [ "$versions" != all ]; then
  echo "The catalogue is made of all versions at once: --versions goes with --check." >&2
  exit 2
fi

mvn=${MVN:-mvn}
"$mvn" -q -B -ntp -Dstyle.color=never compile dependency:build-classpath -Dmdep.outputFile=target/tool.classpath

# What a default takes from the machine becomes recognisable, whether or not Flink annotates it.
tool() {
  java -Xmx1g -Duser.language=en -Duser.country= -Duser.timezone=UTC \
    -Djava.io.tmpdir=/@machine@ -Duser.home=/@machine@ -Duser.name=@machine@ \
    -cp "target/classes:$(cat target/tool.classpath)" flint.catalog.Main "$@"
}

tool poms . "$versions"
"$mvn" -q -B -ntp -Dstyle.color=never -f target/jars/pom.xml \
  org.apache.maven.plugins:maven-dependency-plugin:3.8.1:build-classpath -Dmdep.outputFile=classpath
tool "$command" . "$versions" 2>&1 | grep -v '^SLF4J' >&2
