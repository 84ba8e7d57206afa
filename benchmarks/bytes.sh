#!/usr/bin/env bash
# Whether two versions of the program say the same to the byte: summary.json, replicas.parquet, `run --json` of many seeds and `analyze --json`.
#
#   bytes.sh [OPTIONS] BEFORE AFTER [FILE...]
#
# BEFORE and AFTER are commits, which are built in a folder of their own, or folders that hold a built negsim.dll. Without files: every shipped scenario.
#
#   --runs N     runs of each batch (5,000)
#   --seeds N    seeds of `run --json`, from 1 (50)
#
# Says "equal" or what differs for each file; the exit code is 0 where everything is equal, 1 where something differs, 2 where it could not be found out.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

fail() { echo "bytes.sh: $1" >&2; exit 2; }

runs=5000 seeds=50 rest=()
while (($# > 0)); do
  case $1 in
    --runs | --seeds) [[ ${2:-} =~ ^[1-9][0-9]*$ ]] || fail "$1 takes a whole number of at least 1"; declare "${1#--}=$2"; shift 2 ;;
    -*) fail "there is no option $1" ;;
    *) rest+=("$1"); shift ;;
  esac
done
((${#rest[@]} >= 2)) || { sed -n '2,/^set/{/^set/d; s/^# \{0,1\}//; p}' "${BASH_SOURCE[0]}" >&2; exit 2; }
files=("${rest[@]:2}")
((${#files[@]} > 0)) || files=("$here"/scenarios/*.yaml)
for file in "${files[@]}"; do [[ -f $file ]] || fail "there is no file $file"; done

work=$(mktemp -d)
trap 'git -C "$here" worktree prune; rm -rf "$work"' EXIT

# Leaves the folder of a version's negsim.dll in `program`.
program=''
build() {
  if [[ -f $1/negsim.dll ]]; then
    program=$1
    return
  fi
  git -C "$here" worktree add --quiet --detach "$work/source-$2" "$1" || fail "there is no commit $1"
  dotnet build --configuration Release --verbosity quiet "$work/source-$2/src/NegotiationSim.Cli" --output "$work/$2" >"$work/log" 2>&1 || { cat "$work/log" >&2; fail "$1 does not build"; }
  program=$work/$2
}
build "${rest[0]}" before && before=$program
build "${rest[1]}" after && after=$program

# The output of a command of both versions in files of its own; a command that fails must fail alike.
both() {
  local version folder
  for version in before after; do
    folder=${!version}
    { dotnet "$folder/negsim.dll" "${@//VERSION/$work/$version}" --quiet 2>/dev/null; echo "exit $?"; } >"$work/$version.out" || true
  done
}

status=0
for file in "${files[@]}"; do
  differs=()
  rm -rf "$work/before.d" "$work/after.d"
  both montecarlo "$file" --runs "$runs" --out VERSION.d
  cmp -s "$work/before.out" "$work/after.out" || differs+=("montecarlo")
  for result in summary.json replicas.parquet; do
    cmp -s "$work/before.d/$result" "$work/after.d/$result" || differs+=("$result")
  done
  for ((seed = 1; seed <= seeds; seed++)); do
    both run "$file" --seed "$seed" --json
    cmp -s "$work/before.out" "$work/after.out" || differs+=("run --seed $seed")
  done
  both analyze "$file" --json
  cmp -s "$work/before.out" "$work/after.out" || differs+=("analyze")
  if ((${#differs[@]} > 0)); then
    status=1
    printf '%s: differs in %s\n' "$(basename "$file")" "$(IFS=,; echo "${differs[*]}")"
  else
    echo "$(basename "$file"): equal"
  fi
done
exit "$status"
