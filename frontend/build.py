"""Build the pages of ``khabar serve`` into the package, where Node is present; where it is not, say so and go on.

Run by ``hatch_build.py`` when Khabar is installed or packed, and by ``make frontend``. A stamp beside the pages holds the
digest of their sources, so that nothing is built twice. Only the standard library is used.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

SOURCES = Path(__file__).resolve().parent
STATIC = SOURCES.parent / "src" / "khabar" / "web" / "static"
STAMP = STATIC / "sources.sha256"
LEFT_OUT = {"node_modules", "dist"}
OLDEST_NODE = ((20, 19), (22, 12))
WITHOUT = "The pages of “khabar serve” were not built: {}. Everything else works. To build them later: make frontend"


class NotBuiltError(Exception):
    """Why the pages cannot be built on this machine."""


def digest() -> str:
    """The SHA-256 of the names and bytes of the sources."""
    total = hashlib.sha256()
    for path in sorted(SOURCES.rglob("*")):
        parts = path.relative_to(SOURCES).parts
        if path.is_file() and not LEFT_OUT & set(parts) and path.suffix != ".pyc":
            total.update("/".join(parts).encode() + b"\0" + path.read_bytes() + b"\0")
    return total.hexdigest()


def built() -> bool:
    """Whether the pages in the package are those of the present sources."""
    return STAMP.is_file() and STAMP.read_text(encoding="ascii") == digest()


def node() -> str:
    """The path of npm, once Node is known to be new enough.

    Raises:
        NotBuiltError: Node or npm is missing or too old.
    """
    runner, npm = shutil.which("node"), shutil.which("npm")
    if not runner or not npm:
        raise NotBuiltError("Node.js 20.19 or newer with npm is not on this machine")
    version = subprocess.run([runner, "--version"], capture_output=True, text=True, check=True).stdout.strip()
    major, minor = (int(part) for part in re.findall(r"\d+", version)[:2])
    oldest = dict(OLDEST_NODE).get(major, 0 if major > OLDEST_NODE[-1][0] else 10**6)
    if minor < oldest:
        raise NotBuiltError(f"Node.js {version} is too old; 20.19, 22.12 or newer is needed")
    return npm


def build() -> None:
    """Install what ``package-lock.json`` fixes, and write the pages into the package.

    Raises:
        NotBuiltError: Node is missing or too old, or npm failed.
    """
    npm = node()
    quiet = {**os.environ, "npm_config_loglevel": "error", "CI": "true"}
    for command in (["ci"], ["run", "build", "--", "--logLevel", "warn"]):
        done = subprocess.run([npm, *command], cwd=SOURCES, env=quiet, capture_output=True, text=True, check=False)
        if done.returncode:
            raise NotBuiltError(f"npm {command[0]} failed:\n{(done.stdout + done.stderr).strip()}\n")
    STAMP.write_text(digest(), encoding="ascii")


def main() -> int:
    """Build if need be. Success also where Node is missing, unless CI is set: then nothing may be left unbuilt."""
    if built():
        return 0
    try:
        build()
    except NotBuiltError as why:
        print(WITHOUT.format(why), file=sys.stderr)
        return int(os.environ.get("CI") == "true")
    print("Built the pages of “khabar serve”.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
