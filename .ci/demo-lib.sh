# shellcheck shell=bash
# The tools of .ci/demo: a desk and a gateway as shown in the shell, and how what they say is checked.
# Sourced, never run; `top` comes from lib.sh, `out` from the demo.

: "${top:?}" "${out:?}"
serving=
export NOPHO_PASSPHRASE_FILE=$out/mat-khau.txt

desk() {
  printf '\n$ nopho %s\n' "$*"
  quiet "$@"
}

gateway() {
  printf '\n$ nopho-portal %s\n' "$*"
  quiet_gateway "$@"
}

quiet() { "$top/target/debug/nopho" --data "$out/quay" "$@"; }
quiet_gateway() { "$top/target/debug/nopho-portal" --data "$out/cong" "$@"; }

# Starts the gateway and waits until it says where it listens.
open_gateway() {
  printf '\n$ nopho-portal serve --listen %s\n' "$1"
  rm -f "$out/cong.log"
  "$top/target/debug/nopho-portal" --data "$out/cong" --json serve --listen "$1" >"$out/cong.log" 2>>"$out/cong.err" &
  serving=$!
  until [ -s "$out/cong.log" ]; do
    kill -0 "$serving" 2>/dev/null || die "The gateway did not start."
    sleep 0.05
  done
  url=$(head -n 1 "$out/cong.log" | value it.listening)
  printf '%s\n' "$url"
}

close_gateway() {
  [ -n "$serving" ] || return 0
  kill "$serving" 2>/dev/null || true
  wait "$serving" 2>/dev/null || true
  serving=
}
trap close_gateway EXIT

# value EXPRESSION: what it is in the JSON that comes in, called `it`; a text bare, all else as JSON.
value() {
  # shellcheck disable=SC2016 # the dollar is JavaScript's
  node -e '
    const it = JSON.parse(require("fs").readFileSync(0, "utf8"));
    const found = new Function("it", `return ${process.argv[1]}`)(it);
    console.log(typeof found === "string" ? found : JSON.stringify(found));
  ' "$1"
}

seen() { printf '   seen: %s\n' "$1"; }

# expect WHAT WANTED EXPRESSION: the JSON that comes in has that value there.
expect() {
  local found
  found=$(value "$3")
  [ "$found" = "$2" ] || die "The demo expected $1: $2, and found $found"
  seen "$1"
}

# ends_with CODE WHAT COMMAND...: the command ends with this exit code.
ends_with() {
  local wanted=$1 what=$2 code=0
  shift 2
  "$@" || code=$?
  [ "$code" = "$wanted" ] || die "The demo expected $what (exit code $wanted), and it was $code"
  seen "$what (exit code $wanted)"
}

# code_of PROCEDURE: the code on the resident's paper, of the newest dossier of that procedure.
code_of() { quiet list --json | value "it.find(d => d.procedure === '$1').provisional_code"; }

# A scan of what somebody else wrote stands for itself: one page that says what it is.
scan() {
  printf '%%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 420 595]>>endobj\n%% %s\ntrailer<</Root 1 0 R>>\n%%%%EOF\n' "$1" >"$out/quet/$1.pdf"
}

# example_of PROCEDURE [EXPRESSION]: the catalogue's example of a form, as it is or changed a little.
example_of() { quiet procedure "$1" --json | value "(example => ${2:-example})(it.example)"; }

# declares PROCEDURE [FORM]: begins a dossier, and prints its declaration for the person to sign; the
# signed sheet comes back from the scanner as the paper that it is. To a computer it looks the same.
declares() {
  local form=${2:-$out/$1.json}
  [ $# -gt 1 ] || example_of "$1" >"$form"
  desk new --procedure "$1" --form "$form"
  code=$(code_of "$1")
  desk paper "$code" --form declaration -o "$out/giay/$code-to-khai.pdf"
  desk attach "$code" "to-khai=$out/giay/$code-to-khai.pdf"
}

# gives_paper CODE: prints what the resident takes home.
gives_paper() { desk paper "$1" --form receipt -o "$out/giay/$1-giay-tiep-nhan.pdf"; }
