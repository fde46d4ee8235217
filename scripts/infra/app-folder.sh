#!/usr/bin/env bash
# Makes dist/app: the program as App Service runs it without a container, with the region file in it.
# The folder holds object ids and mobile numbers, as the region file does: remove it after use.
set -euo pipefail
cd "$(dirname "$0")/../.."

region=${1:-}
if [ ! -f "$region" ]; then
  echo 'Zo gebruikt u dit: npm run app-folder -- <regiobestand>' >&2
  exit 64
fi

target=dist/app
rm -rf "$target"
mkdir -p "$target"
npx tsc -p tsconfig.build.json --incremental false --tsBuildInfoFile null --outDir "$target/dist"
npm run --silent build:ops -- --outdir="$target/dist/ops"
cp package.json package-lock.json .npmrc "$target/"
cp "$region" "$target/region.yaml"
(cd "$target" && npm ci --omit=dev --no-audit --no-fund)
echo "Het programma staat in $target."
