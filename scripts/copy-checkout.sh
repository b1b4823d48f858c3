#!/usr/bin/env bash
# Copy the files that git knows or would add, as a repository of its own: copy-checkout.sh FOLDER (replaced if it is there)
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
folder=${1:?where to}
rm -rf "$folder"
mkdir -p "$folder"
git ls-files -z --cached --others --exclude-standard | while IFS= read -r -d '' file; do
    if [ -e "$file" ]; then printf '%s\0' "$file"; fi
done | tar --null -T - -cf - | tar -xf - -C "$folder"
git -C "$folder" init -q
git -C "$folder" add -A
git -C "$folder" -c user.name=copy -c user.email=copy@localhost commit -q -m "Copy of a checkout"
