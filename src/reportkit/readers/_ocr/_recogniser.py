"""Text in strips of a picture, each with how sure its reading is.

The model is part of the rapidocr package; nothing is fetched.

>>> recogniser().read([picture])  # doctest: +SKIP
[Reading(text='12', confidence=0.99)]
"""

from __future__ import annotations

import threading
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from reportkit._optional import require

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Reading", "Recogniser", "recogniser"]


_TOGETHER = 2  # strips at a time: more take more memory and are no faster


class Reading(NamedTuple):
    """What a strip says, and how sure that is, from 0 to 1."""

    text: str
    confidence: float


class Recogniser:
    """The recognising model, loaded once; one thread at a time."""

    def __init__(self) -> None:
        rapidocr = require("rapidocr", extra="ocr")
        require("onnxruntime", extra="ocr")
        self._model: Any = rapidocr.RapidOCR(
            params={"Global.log_level": "critical", "Rec.rec_batch_num": _TOGETHER}
        )
        self._lock = threading.Lock()

    def read(self, pictures: Sequence[Any]) -> list[Reading]:
        """Read strips; pictures are height × width × 3."""
        if not pictures:
            return []
        with self._lock:
            found = self._model.recognize_txt(list(pictures))
        return [
            Reading(str(text).strip(), float(score))
            for text, score in zip(found.txts, found.scores, strict=True)
        ]


@cache
def recogniser() -> Recogniser:
    """Return the model, loaded at the first call.

    Raises
    ------
    MissingLibrary
        If rapidocr or onnxruntime is not installed.
    """
    return Recogniser()
