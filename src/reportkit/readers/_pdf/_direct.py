"""pdfium's smallest functions, called without the care that ctypes takes: half the time each.

Pages have thousands of characters and objects, and one call for each of them is most of what
reading a PDF costs.  Handles and buffers are given as addresses.

>>> box = direct(pdfium, "FPDFText_GetLooseCharBox", int, "at", int, "at")  # doctest: +SKIP
"""

from __future__ import annotations

import ctypes
import sys
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

__all__ = ["address", "direct"]

# 32-bit Windows has a calling convention of its own
_KIND: Any = (
    ctypes.PYFUNCTYPE if sys.maxsize > 2**32 else getattr(ctypes, "WINFUNCTYPE", ctypes.CFUNCTYPE)
)
_TYPES: dict[object, Any] = {int: ctypes.c_int, float: ctypes.c_float, "at": ctypes.c_void_p}


@cache
def direct(
    pdfium: ModuleType,
    name: str,
    returns: type[int | float] | Literal["at"],
    *takes: type[int] | Literal["at"],
) -> Callable[..., Any]:
    """Return a function of pdfium that takes and returns plain numbers.

    Parameters
    ----------
    pdfium
        The raw interface of pypdfium2.
    name
        Of the function.
    returns, takes
        ``int``, ``float``, or ``"at"`` for an address.
    """
    kind = _KIND(_TYPES[returns], *(_TYPES[one] for one in takes))
    made: Callable[..., Any] = kind(ctypes.cast(getattr(pdfium, name), ctypes.c_void_p).value)
    return made


def address(handle: Any) -> int:  # noqa: ANN401  untyped library
    """Return the address that a handle or buffer stands for."""
    return ctypes.cast(handle, ctypes.c_void_p).value or 0
