#!/bin/sh
# Makes .venv and installs a lock file with hashes into it, then this project itself:
#     sh requirements/install.sh requirements/site.txt
# Does nothing when .venv already holds that very lock. Starts from Python 3.11 or later alone.
set -eu
cd "$(dirname "$0")/.."
lock=$1

say() { printf '%s\n' "$*" >&2; }

# ---------------------------------------------------------------- is there anything to do?
new_enough='import sys; sys.exit(sys.version_info < (3, 11))'
stamp=.venv/installed-$(basename "$lock" .txt)
wanted=$(cat "$lock" pyproject.toml | cksum)" $(pwd -P)"
[ -x .venv/bin/edition ] && .venv/bin/python -c "$new_enough" 2>/dev/null &&
    [ "$(cat "$stamp" 2>/dev/null)" = "$wanted" ] && exit 0

# ---------------------------------------------------------------- a Python
find_python() {
    for name in "${PYTHON:-python3}" python3.14 python3.13 python3.12 python3.11 python; do
        if "$name" -c "$new_enough" 2>/dev/null; then
            command -v "$name"
            return
        fi
    done
    say "Python 3.11 or later is needed and none was found (python3 is: $(python3 --version 2>&1 || true))."
    say "Install one from https://www.python.org/downloads/ or, on Debian and Ubuntu: apt-get install python3 python3-venv"
    exit 2
}
python=$(find_python) || exit 2

# ---------------------------------------------------------------- an environment
has_venv() { "$python" -c 'import ensurepip, venv' 2>/dev/null; }

if ! has_venv; then
    package=$("$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        say "Python's venv module is missing; installing Debian's package $package"
        apt-get install -y -q "$package" >&2 || { apt-get update -q >&2 && apt-get install -y -q "$package" >&2; }
    fi
    if ! has_venv; then
        say "Python's venv module is missing for $python. Install it and run make again; on Debian and Ubuntu:"
        say "    sudo apt-get install $package"
        exit 2
    fi
fi

# An environment that was moved, half made or made by another Python is made anew.
if ! .venv/bin/python -c "$new_enough" 2>/dev/null || [ "$(cat .venv/where 2>/dev/null)" != "$(pwd -P)" ]; then
    say "Making an environment in .venv with $python ($("$python" --version))"
    rm -rf .venv
    "$python" -m venv .venv
    pwd -P >.venv/where
fi

# ---------------------------------------------------------------- the lock, then this project
say "Installing $(grep -c '==' "$lock") packages of $lock into .venv; this happens once for each change of the lock"
.venv/bin/python -m pip install --disable-pip-version-check --no-input --require-hashes -r "$lock" >&2
say "Installing the command edition itself"
.venv/bin/python -m pip install --disable-pip-version-check --no-input -q --no-build-isolation --no-deps -e . >&2
printf '%s\n' "$wanted" >"$stamp"
