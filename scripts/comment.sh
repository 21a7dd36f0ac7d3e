#!/usr/bin/env bash
# Writes a comment to a pull request, or replaces the one that an earlier run wrote.
# Usage: comment.sh FILE, with GITHUB_REPOSITORY, NUMBER and GH_TOKEN in the environment. Needs the `gh` command.
set -euo pipefail
file="$1"
marker="$(head -n 1 "$file")"
comments="repos/$GITHUB_REPOSITORY/issues/$NUMBER/comments"
found="$(gh api --paginate "$comments" --jq ".[] | select(.body | startswith(\"$marker\")) | .id" | head -n 1)"
if [ -n "$found" ]; then
  gh api --silent --method PATCH "repos/$GITHUB_REPOSITORY/issues/comments/$found" --field "body=@$file"
else
  gh api --silent --method POST "$comments" --field "body=@$file"
fi
