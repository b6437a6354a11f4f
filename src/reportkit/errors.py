"""The exceptions of reportkit: what is wrong with a file, a form or a call.

What is wrong with a *report* is a finding, never an exception.

::

    ReportkitError
    ├── FormError            a form definition contradicts itself
    │   └── UnknownCell      no such cell in this form              (KeyError)
    ├── ReadError            a file cannot be read                  (ValueError)
    │   ├── UnsupportedFormat  a kind of file that is not read
    │   ├── DamagedFile        broken, empty or beyond the limits
    │   └── MissingLibrary     an optional library is not installed (ImportError)
    ├── StoreError           report.json cannot be loaded or saved  (OSError)
    ├── ExportError          the final report cannot be written
    └── ProfileError         a profile has an unknown or wrong entry (ValueError)

Every exception carries one plain Chinese sentence (``str(error)``), and says in ``hint``
what to do next.  Nothing here knows files, forms or reports.
"""

from __future__ import annotations

import os
import traceback

__all__ = [
    "DamagedFile",
    "ExportError",
    "FormError",
    "MissingLibrary",
    "ProfileError",
    "ReadError",
    "ReportkitError",
    "StoreError",
    "UnknownCell",
    "UnsupportedFormat",
]


class ReportkitError(Exception):
    """Anything that stops reportkit and is not a fault of the report.

    Parameters
    ----------
    message
        One Chinese sentence: what happened, to what.
    hint
        One Chinese sentence on what to do; may be empty.
    """

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        """Return the sentence, followed by the hint."""
        return f"{self.message}{self.hint}"

    def _render_traceback_(self) -> list[str]:
        """Show a notebook the sentence alone; with ``REPORTKIT_DEBUG`` set, where it came from."""
        if os.environ.get("REPORTKIT_DEBUG"):
            return traceback.format_exception(self)
        return [str(self)]


class FormError(ReportkitError):
    """A form definition contradicts itself."""


class UnknownCell(FormError, KeyError):
    """A cell name that the form does not have."""


class ReadError(ReportkitError, ValueError):
    """A file cannot be read as a report."""


class UnsupportedFormat(ReadError):
    """The kind of file is known but is not read, or is not known."""


class DamagedFile(ReadError):
    """The file is empty, broken, or larger than a report can be."""


class MissingLibrary(ReadError, ImportError):
    """An optional library is needed and not installed."""


class StoreError(ReportkitError, OSError):
    """A saved report cannot be loaded or saved."""


class ExportError(ReportkitError):
    """The final report cannot be written, or must not be released.

    `refused` is True where the report has faults and its release was refused.
    """

    def __init__(self, message: str, *, hint: str = "", refused: bool = False) -> None:
        super().__init__(message, hint=hint)
        self.refused = refused


class ProfileError(ReportkitError, ValueError):
    """A profile holds an unknown key or a value of the wrong kind."""
