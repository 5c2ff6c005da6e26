# shellcheck shell=bash
# What the scripts of this folder share. Sourced, never run.

top=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$top" || exit 1

# Some callers close standard input; the first file that a child opens would then take its place.
{ : <&0; } 2>/dev/null || exec </dev/null

# A build machine often has no language set; Chromium then cannot hand in a file with a Vietnamese name.
export LC_ALL=C.UTF-8

say() { printf '\n== %s\n' "$*"; }
die() { printf '%s\n' "$*" >&2 && exit 1; }

step() {
  local name=$1 began=$SECONDS
  say "$name"
  shift
  "$@"
  printf '   %d s\n' $((SECONDS - began))
}

# cargo and rustup look for their folders under HOME, which may be unset, read-only or a stranger's,
# and which the tests change. So the real folders are named once and for all.
name_rust_folders() {
  local home account
  account=$(getent passwd "$(id -u)" | cut -d: -f6) || true
  for home in "${HOME:-}" "$account" ""; do
    if [ -d "$home/.cargo" ] || [ -d "$home/.rustup" ]; then break; fi
  done
  home=${home:-${HOME:-$account}}
  [ -w "${home:-/nonexistent}" ] || home=$top/target/home
  export CARGO_HOME=${CARGO_HOME:-$home/.cargo}
  case :$PATH: in *:"$CARGO_HOME/bin":*) ;; *) export PATH=$CARGO_HOME/bin:$PATH ;; esac
  if [ -d "$home/.rustup" ]; then export RUSTUP_HOME=${RUSTUP_HOME:-$home/.rustup}; fi
  command -v cargo >/dev/null || die "Rust is missing: install it from https://rustup.rs, then run this again."
  # A build server neither changes the lock file nor builds twice.
  # shellcheck disable=SC2034 # read by the scripts that source this
  if [ -n "${CI:-}" ]; then locked=(--locked) && export CARGO_INCREMENTAL=0; else locked=(); fi
}

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

missing_packages() {
  local package
  for package in "$@"; do
    case $(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null) in
      installed) ;;
      *) echo "$package" ;;
    esac
  done
}

# Only what goes wrong is shown: a set-up unpacks hundreds of packages.
apt_install() {
  as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=600 -o Acquire::Retries=3 \
    -y --no-install-recommends install "$@" >/dev/null
}

# Installs the named Debian packages; touches nothing, and asks for no rights, when all are there.
need_packages() {
  local missing
  mapfile -t missing < <(missing_packages "$@")
  [ ${#missing[@]} -gt 0 ] || return 0
  command -v apt-get >/dev/null || die "Not a Debian system. Install the like of: ${missing[*]}"
  [ "$(id -u)" = 0 ] || command -v sudo >/dev/null \
    || die "These packages are missing, and there is no right to install them: ${missing[*]}"
  step "installing ${missing[*]}" install_packages "${missing[@]}"
}

install_packages() {
  as_root apt-get -qq update || true
  apt_install "$@" && return 0
  # An apt run was once seen to die in the middle of unpacking; this and the same line again mended it.
  as_root dpkg --configure -a || true
  apt_install -f || true
  apt_install "$@" || die "These packages could not be installed: $*"
}
