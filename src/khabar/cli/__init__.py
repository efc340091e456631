# ruff: noqa: PLC0415 (each command imports what it needs, so that the others stay quick)
"""The command line. Exit codes are documented in :mod:`khabar.cli.app`."""

from __future__ import annotations

import os
import sys
import traceback

from khabar.errors import KhabarError
from khabar.keeping import collect_rarely

SETUP = 5
UNEXPECTED = 1


def main() -> None:
    """Run ``khabar``. A mistake of the user's ends in one line that says what to do, never in a traceback."""
    # Nothing here gains by the threads that the library for numbers would start, one a core.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    collect_rarely()
    from khabar.cli.app import run
    from khabar.cli.screen import prepare

    prepare()
    try:
        run()
    except KhabarError as error:
        _fail(str(error), error.exit_code)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(UNEXPECTED)
    except OSError as error:
        _fail(f"{error.filename or 'The system'}: {error.strerror or error}", SETUP)
    except Exception:
        traceback.print_exc()
        _fail("Khabar failed, and that is a fault of ours. Please report what stands above.", UNEXPECTED)


def _fail(message: str, code: int) -> None:
    from khabar.cli.screen import complain

    complain(message)
    sys.exit(code)
