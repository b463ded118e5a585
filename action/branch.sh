#!/usr/bin/env bash
# Puts what fix.sh changed on a branch of the remote, as one commit on top of the commit that was checked out. The same fixes
# of the same commit make no second commit, and a branch that somebody else has committed to is left alone.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

branch="${FLINT_BRANCH:-flint/fixes}"
remote="${FLINT_REMOTE:-origin}"
message="$(results)/commit-message.txt"
[ -s "$message" ] || fail 'there is no commit message: fix.sh writes it when it has fixed something'
git check-ref-format "refs/heads/$branch" || fail "\`$branch\` cannot name a branch"

export GIT_AUTHOR_NAME="${GIT_AUTHOR_NAME:-github-actions[bot]}"
export GIT_AUTHOR_EMAIL="${GIT_AUTHOR_EMAIL:-41898282+github-actions[bot]@users.noreply.github.com}"
export GIT_COMMITTER_NAME="$GIT_AUTHOR_NAME" GIT_COMMITTER_EMAIL="$GIT_AUTHOR_EMAIL"

# Neither HEAD nor the index moves: the commit is made beside them.
git add --update :/
tree="$(git write-tree)"
git reset --quiet
base="$(git rev-parse HEAD)"

tip="$(git ls-remote --heads "$remote" "refs/heads/$branch" | cut -f 1)"
if [ -n "$tip" ]; then
	git fetch --quiet --no-tags "$remote" "refs/heads/$branch"
	if [ "$(git log -1 --format=%ce "$tip")" != "$GIT_COMMITTER_EMAIL" ] || ! git log -1 --format=%B "$tip" | grep -qx 'Written-by: flint fix'; then
		note "somebody else has committed to $branch: it is left alone"
		output pushed false
		output commit "$tip"
		exit 0
	fi
	if [ "$(git rev-parse "$tip^{tree}")" = "$tree" ] && [ "$(git rev-parse "$tip^")" = "$base" ]; then
		note "$branch holds these fixes already"
		output pushed false
		output commit "$tip"
		exit 0
	fi
fi

commit="$(git commit-tree "$tree" -p "$base" -F "$message")"
git push --quiet --force-with-lease="refs/heads/$branch:$tip" "$remote" "$commit:refs/heads/$branch"
output pushed true
output commit "$commit"
