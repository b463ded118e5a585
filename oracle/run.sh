#!/bin/sh
# Asks real Flink and compares with the recorded answers; --record writes them instead. README.md says more.
set -eu
cd "$(dirname "$0")"

usage='usage: oracle/run.sh [--record] [--versions 1.18,1.20,2.0,2.3] [--only PART,…] [--compile DIR] [--fixed DIR]'
versions=1.18,1.20,2.0,2.3
here=$PWD
caller=${OLDPWD:-$PWD}
set -- "$@" --
while [ "$1" != -- ]; do
  case $1 in
    --record) set -- "$@" --record; shift ;;
    --versions) versions=$2; shift 2 ;;
    --only) set -- "$@" --only "$2"; shift 2 ;;
    --compile | --fixed)
      case $2 in /*) directory=$2 ;; *) directory=$caller/$2 ;; esac
      set -- "$@" "$1" "$directory"; shift 2 ;;
    *) echo "$usage" >&2; exit 2 ;;
  esac
done
shift

# One JVM a version, and one at a time: two would only wait for each other on a small machine.
answers=0
differences=0
for version in $(echo "$versions" | tr , ' '); do
  target=$here/target/$version
  mkdir -p "$target"
  status=0
  ./java.sh "$version" dev.flint.oracle.Oracle "$here" "$version" "$@" >"$target/report.txt" || status=$?
  cat "$target/report.txt"
  if [ "$status" -gt 1 ] || ! tail -1 "$target/report.txt" | grep -q "^$version: [0-9]* answers, [0-9]* differences$"; then
    echo "oracle: asking Flink $version failed; see above" >&2
    exit 2
  fi
  answers=$((answers + $(tail -1 "$target/report.txt" | cut -d' ' -f2)))
  differences=$((differences + $(tail -1 "$target/report.txt" | cut -d' ' -f4)))
done
echo "oracle: $answers answers, $differences differences"
[ "$differences" -eq 0 ]
