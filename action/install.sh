#!/usr/bin/env bash
# Puts `flint` on the PATH of the steps that follow: release FLINT_VERSION from the npm registry or, where that is empty,
# built from the action's own revision.
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
. "$here/common.sh"

command -v npm > /dev/null || fail 'flint needs Node.js: add actions/setup-node before it'
node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 22 || (a === 22 && b >= 12) || (a === 20 && b >= 19) ? 0 : 1)' ||
	fail "flint needs Node.js 20.19 or 22.12 and newer, not $(node --version): add actions/setup-node before it"

target="${RUNNER_TEMP:-${TMPDIR:-/tmp}}/flint-program"
mkdir -p "$target/bin"
if [ -n "${FLINT_VERSION:-}" ]; then
	npm install --silent --no-audit --no-fund --no-save --prefix "$target" "flink-flint@$FLINT_VERSION"
	program="$target/node_modules/flink-flint/dist/flint.js"
else
	# `npm ci` also builds: that is what `prepare` is for.
	(cd "$here/.." && npm ci --silent --no-audit --no-fund)
	program="$here/../dist/flint.js"
fi
printf '#!/bin/sh\nexec node "%s" "$@"\n' "$program" > "$target/bin/flint"
chmod +x "$target/bin/flint"
output version "$("$target/bin/flint" --version)"
printf '%s\n' "$target/bin" >> "${GITHUB_PATH:-/dev/null}"
