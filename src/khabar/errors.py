"""The errors that Khabar raises, as one small tree.

::

    KhabarError
    ├── InputError       what you gave: a path, an option, a query, a codebook
    ├── ReportError      this report could not be read (the run goes on; it becomes an issue)
    ├── CasebookError    this casebook is missing, damaged, newer than the program, or in use
    └── SetupError       this installation lacks something: an extra, a model file, a data file

Messages say what is wrong and what to do next. ``exit_code`` is what the command line returns for the error.
"""

from __future__ import annotations


class KhabarError(Exception):
    """Base of all errors meant for a person to read."""

    exit_code = 1


class InputError(KhabarError):
    """Something the caller gave is wrong."""

    exit_code = 2


class ReportError(KhabarError):
    """One report could not be read. ``code`` is the reason code of the issue it becomes."""

    exit_code = 3

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


class CasebookError(KhabarError):
    """A casebook is missing, damaged, newer than this program, or locked by another run."""

    exit_code = 4


class SetupError(KhabarError):
    """The installation lacks something that is needed."""

    exit_code = 5
