"""Import a library that is needed only here, or say in Chinese how to install it.

>>> pandas = require("pandas", extra="notebook")  # doctest: +SKIP
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

from reportkit.errors import MissingLibrary

if TYPE_CHECKING:
    from types import ModuleType

__all__ = ["require"]


def require(library: str, *, extra: str) -> ModuleType:
    """Import `library`, which belongs to the installation extra `extra`.

    Parameters
    ----------
    library
        Name of the module to import.
    extra
        Extra of the distribution that brings it, for the hint.

    Returns
    -------
    module
        The imported module.

    Raises
    ------
    MissingLibrary
        If it is not installed.
    """
    try:
        return importlib.import_module(library)
    except ImportError as error:
        message = f"这一步需要程序库 {library}，这台电脑上没有安装。"
        raise MissingLibrary(message, hint=f"请运行：pip install 'reportkit[{extra}]'。") from error
