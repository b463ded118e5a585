# What the action's scripts share; sourced by them. They run on the bash 3.2 of macOS too.

# A step output; a value is one line. Without GITHUB_OUTPUT (any other CI), `name=value` goes to standard output.
output() {
	local line
	line="$1=$(printf '%s' "$2" | tr '\r\n' '  ')"
	if [ -n "${GITHUB_OUTPUT:-}" ]; then printf '%s\n' "$line" >> "$GITHUB_OUTPUT"; else printf '%s\n' "$line"; fi
}

fail() {
	if [ -n "${GITHUB_ACTIONS:-}" ]; then printf '::error::%s\n' "$1"; else printf 'error: %s\n' "$1" >&2; fi
	exit 2
}

note() {
	if [ -n "${GITHUB_ACTIONS:-}" ]; then printf '::notice::%s\n' "$1"; else printf '%s\n' "$1" >&2; fi
}

# The folder for what a step leaves behind; never inside the repository.
results() {
	local folder="${FLINT_RESULTS:-${RUNNER_TEMP:-${TMPDIR:-/tmp}}/flint-results}"
	mkdir -p "$folder"
	printf '%s' "$folder"
}

# Runs a flint command on the files of FLINT_PATHS, one a line; without any, on the working directory.
run_flint() {
	local path
	set -- "$@" --
	while IFS= read -r path; do
		[ -z "$path" ] || set -- "$@" "$path"
	done <<< "${FLINT_PATHS:-}"
	flint "$@"
}
