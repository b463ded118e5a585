#!/usr/bin/env bash
# Lints: annotations on the changed lines, a SARIF file, a job summary. Ends with flint's own exit code.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

folder="$(results)"
sarif="${FLINT_SARIF:-$folder/flint.sarif}"
summary="$folder/summary.md"
rm -f "$sarif" "$summary"

code=0
run_flint lint --format github --format "sarif=$sarif" --format "markdown=$summary" --fail-on "${FLINT_FAIL_ON:-warning}" || code=$?

if [ -s "$summary" ]; then
	output summary-file "$summary"
	cat "$summary" >> "${GITHUB_STEP_SUMMARY:-/dev/null}"
fi
if [ -s "$sarif" ]; then output sarif-file "$sarif"; fi
output exit-code "$code"
exit "$code"
