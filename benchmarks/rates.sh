#!/usr/bin/env bash
# Rates of `negsim montecarlo FILE --runs N --out DIR` as a whole process; docs/benchmarks.md says how to read them.
#
#   rates.sh cpu [OPTIONS] FILE[@LINE]...     negotiations per CPU second (user + system), start-up taken off
#   rates.sh cores [OPTIONS] FILE...          wall time on one core and on two
#   rates.sh memory [OPTIONS] FILE...         peak memory at --few and at --many runs
#
# Start-up is taken off by measuring each file twice, at --few and at --many runs: the rate is (many - few) / (seconds at many - seconds at few).
#
#   --few N, --many N    the two numbers of runs (memory: 100,000 and 1,000,000; else chosen per file: many so that they take some 12 CPU seconds or
#                        more, few a quarter of it, by when everything has been compiled)
#   --pairs N            how often everything is repeated; medians are shown, with the least and the greatest (5)
#   --program COMMAND    the program (the Release build of this checkout: dotnet .../negsim.dll)
#   --yardstick COMMAND  cpu: run before every pair; each line that it prints holds a rate as its first number after a colon, in negotiations per
#                        CPU second. A file is held against line LINE of it (1), within the pair.
#   --before COMMAND     cpu: another version of the program, measured in turn with this one within every pair; the ratio says how this one's rate compares
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

fail() { echo "rates.sh: $1" >&2; exit "${2:-2}"; }

mode=${1:-}
[[ $mode == cpu || $mode == cores || $mode == memory ]] || { sed -n '2,/^set/{/^set/d; s/^# \{0,1\}//; p}' "${BASH_SOURCE[0]}" >&2; exit 2; }
shift
few='' many='' pairs=5 yardstick='' before='' files=()
program="dotnet $here/../src/NegotiationSim.Cli/bin/Release/net10.0/negsim.dll"
while (($# > 0)); do
  case $1 in
    --few | --many | --pairs) [[ ${2:-} =~ ^[1-9][0-9]*$ ]] || fail "$1 takes a whole number of at least 1"; declare "${1#--}=$2"; shift 2 ;;
    --program | --yardstick | --before) [[ -n ${2:-} ]] || fail "$1 takes a command"; declare "${1#--}=$2"; shift 2 ;;
    -*) fail "there is no option $1" ;;
    *) files+=("$1"); shift ;;
  esac
done
((${#files[@]} > 0)) || fail "name a scenario file"
for file in "${files[@]}"; do [[ -f ${file%@*} ]] || fail "there is no file ${file%@*}"; done
[[ $mode == memory ]] && few=${few:-100000} many=${many:-1000000}
[[ ${few:+given} == "${many:+given}" ]] || fail "--few and --many go together"
((${many:-1} > ${few:-0})) || fail "--many must be more than --few"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
[[ -z $yardstick || -z $before ]] || fail "--yardstick and --before each give the rates something to be held against; name one"
read -r -a program <<<"$program"
read -r -a before <<<"$before"
this=("${program[@]}")

# The command with its time in `measured` as "WALL CPU", in seconds.
measured=''
measure() {
  local TIMEFORMAT='%3R %3U %3S'
  { time "$@" >"$work/stdout" 2>"$work/stderr" || : >"$work/failed"; } 2>"$work/time"
  if [[ -e $work/failed ]]; then
    cat "$work/stderr" >&2
    fail "failed: $*" 1
  fi
  measured=$(awk '{ printf "%.3f %.3f", $1, $2 + $3 }' "$work/time")
}

# A batch of $1 runs of file $2, after the words of a prefix command, if any.
batch() {
  local runs=$1 file=$2
  shift 2
  rm -rf "$work/out"
  measure "$@" "${program[@]}" montecarlo "$file" --runs "$runs" --out "$work/out" --quiet
  [[ -s $work/out/summary.json ]] || fail "no summary.json came of: montecarlo $file --runs $runs" 1
}

# The numbers of runs to measure each file at, in `fews` and `manys`.
fews=() manys=()
choose() {
  local file runs
  for file in "${files[@]}"; do
    runs=${many:-1000}
    if [[ -z $many ]]; then
      while batch "$runs" "${file%@*}" && awk -v cpu="${measured#* }" 'BEGIN { exit !(cpu < 4) }'; do runs=$((3 * runs)); done
      runs=$(awk -v runs="$runs" -v cpu="${measured#* }" 'BEGIN { print int(runs * (cpu < 12 ? 12 / cpu : 1)) }')
    fi
    manys+=("$runs")
    fews+=("${few:-$((runs / 4))}")
  done
}

# Median, least and greatest of the numbers on standard input, in the format $1.
spread() {
  sort -g | awk -v f="$1" '{ x[NR] = $1 } END { printf f " [" f ", " f "]", (x[int((NR + 1) / 2)] + x[int(NR / 2) + 1]) / 2, x[1], x[NR] }'
}

# (many - few) / (seconds at many - seconds at few), and the start-up that is left over at few. Column 1 is wall time, 2 is CPU time.
fit() {
  awk -v column="$1" -v few="$2" -v many="$3" -v at_few="$4" -v at_many="$5" 'BEGIN {
    split(at_few, a, " "); split(at_many, b, " "); seconds = b[column] - a[column]
    if (seconds <= 0) { print "rates.sh: the runs are too few to measure" > "/dev/stderr"; exit 1 }
    printf "%.6g %.3f\n", (many - few) / seconds, a[column] - few * seconds / (many - few) }'
}

# The rate of file $1 at $2 and $3 runs and the start-up that is left over, in `rate` and `start`.
rate='' start=''
rate_of() {
  local at_few
  batch "$2" "$1"
  at_few=$measured
  batch "$3" "$1"
  read -r rate start < <(fit 2 "$2" "$3" "$at_few" "$measured") || fail "$1: no rate" 1
}

cpu() {
  local pair i file line unit
  choose
  for ((pair = 1; pair <= pairs; pair++)); do
    echo "$pair of $pairs" >&2
    if [[ -n $yardstick ]]; then
      bash -c "$yardstick" | sed -n 's/^[^:]*:[^0-9]*\([0-9.]*\).*/\1/p' >"$work/yardstick"
    fi
    for i in "${!files[@]}"; do
      file=${files[i]%@*} line=1
      [[ ${files[i]} == *@* ]] && line=${files[i]##*@}
      if ((${#before[@]} > 0)); then
        program=("${before[@]}")
        rate_of "$file" "${fews[i]}" "${manys[i]}"
        program=("${this[@]}") unit=$rate
      fi
      rate_of "$file" "${fews[i]}" "${manys[i]}"
      echo "$rate" >>"$work/rate$i"
      echo "$start" >>"$work/start$i"
      if [[ -n $yardstick ]]; then
        unit=$(sed -n "${line}p" "$work/yardstick")
        [[ -n $unit ]] || fail "the yardstick printed no rate in line $line" 1
      fi
      if [[ -n $yardstick ]] || ((${#before[@]} > 0)); then
        awk -v rate="$rate" -v unit="$unit" 'BEGIN { printf "%.6g\n", rate / unit }' >>"$work/ratio$i"
        echo "$unit" >>"$work/unit$i"
      fi
    done
  done
  printf '%-20s  %-20s  %-28s  %-20s' scenario runs 'negotiations per CPU second' 'start-up, CPU s'
  [[ -n $yardstick ]] && printf '  %-28s  %s' 'the yardstick' 'ratio'
  ((${#before[@]} > 0)) && printf '  %-28s  %s' 'before' 'ratio'
  echo
  for i in "${!files[@]}"; do
    printf '%-20s  %-20s  %-28s  %-20s' "$(basename "${files[i]%@*}" .yaml)" "${fews[i]}, ${manys[i]}" "$(spread %.0f <"$work/rate$i")" "$(spread %.2f <"$work/start$i")"
    [[ -e $work/ratio$i ]] && printf '  %-28s  %s' "$(spread %.0f <"$work/unit$i")" "$(spread %.2f <"$work/ratio$i")"
    echo
  done
}

cores() {
  local pair i cores rate at_few
  command -v taskset >/dev/null || fail "this needs taskset"
  choose
  for ((pair = 1; pair <= pairs; pair++)); do
    echo "$pair of $pairs" >&2
    for i in "${!files[@]}"; do
      declare -A rates=()
      for cores in 0 0,1; do
        batch "${fews[i]}" "${files[i]}" taskset -c "$cores"
        at_few=$measured
        batch "${manys[i]}" "${files[i]}" taskset -c "$cores"
        read -r rate _ < <(fit 1 "${fews[i]}" "${manys[i]}" "$at_few" "$measured") || fail "${files[i]}: no rate" 1
        rates[$cores]=$rate
        echo "${measured% *}" >>"$work/wall$cores-$i"
        echo "${measured% *}" >"$work/last$cores"
      done
      awk -v one="${rates[0]}" -v two="${rates[0,1]}" 'BEGIN { printf "%.6g\n", two / one }' >>"$work/ratio$i"
      awk -v one="$(<"$work/last0")" -v two="$(<"$work/last0,1")" 'BEGIN { printf "%.6g\n", one / two }' >>"$work/whole$i"
    done
  done
  printf '%-20s  %-20s  %-22s  %-22s  %-20s  %s\n' scenario runs 'one core, s at many' 'two cores, s at many' 'whole process' 'start-up taken off'
  for i in "${!files[@]}"; do
    printf '%-20s  %-20s  %-22s  %-22s  %-20s  %s\n' "$(basename "${files[i]}" .yaml)" "${fews[i]}, ${manys[i]}" "$(spread %.2f <"$work/wall0-$i")" "$(spread %.2f <"$work/wall0,1-$i")" \
      "$(spread %.2f <"$work/whole$i")" "$(spread %.2f <"$work/ratio$i")"
  done
}

# Peak resident memory in MB of a batch of $1 runs of file $2: the kernel's own high-water mark.
peak() {
  [[ -x /usr/bin/time ]] || fail "this needs /usr/bin/time"
  batch "$1" "$2" /usr/bin/time -o "$work/peak" -f %M
  awk '{ printf "%.1f\n", $1 / 1024 }' "$work/peak"
}

memory() {
  local pair i
  for ((pair = 1; pair <= pairs; pair++)); do
    echo "$pair of $pairs" >&2
    for i in "${!files[@]}"; do
      peak "$few" "${files[i]}" >"$work/few"
      peak "$many" "${files[i]}" >"$work/many"
      cat "$work/few" >>"$work/few$i"
      cat "$work/many" >>"$work/many$i"
      paste "$work/few" "$work/many" | awk '{ printf "%.6g\n", $2 / $1 }' >>"$work/ratio$i"
    done
  done
  printf '%-24s  %-28s  %-28s  %s\n' scenario "MB at $few" "MB at $many" ratio
  for i in "${!files[@]}"; do
    printf '%-24s  %-28s  %-28s  %s\n' "$(basename "${files[i]}" .yaml)" "$(spread %.0f <"$work/few$i")" "$(spread %.0f <"$work/many$i")" "$(spread %.2f <"$work/ratio$i")"
  done
}

"$mode"
