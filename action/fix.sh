#!/usr/bin/env bash
# Writes flint's fixes into the working tree, and what a pull request for them says into files. Safe fixes only, unless
# FLINT_UNSAFE is true. Without anything to fix, the output `changed` is false and no file is written.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

# What flint changes becomes the commit: nothing else may be in the way.
[ -z "$(git status --porcelain --untracked-files=no)" ] || fail 'files of the repository are changed already: run flint right after the checkout'

folder="$(results)"
told="$folder/pull-request.md"
rm -f "$told" "$folder/body.md" "$folder/commit-message.txt"
options=(--write --format pull-request)
if [ "${FLINT_UNSAFE:-false}" = true ]; then options+=(--unsafe); fi
run_flint fix "${options[@]}" > "$told"

if [ ! -s "$told" ] || [ -z "$(git status --porcelain --untracked-files=no)" ]; then
	output changed false
	exit 0
fi

title="$(head -n 1 "$told")"
tail -n +3 "$told" > "$folder/body.md"
{
	printf '%s\n\n' "$title"
	sed -En 's/^- \*\*(.*)\*\* in (.*) \((safe|unsafe), .*\)$/- \1 in \2/p' "$folder/body.md"
	printf '\nWritten-by: flint fix\n'
} > "$folder/commit-message.txt"

output changed true
output branch "${FLINT_BRANCH:-flint/fixes}"
output title "$title"
output body-file "$folder/body.md"
output commit-message-file "$folder/commit-message.txt"
