"""What practice and examination have in common: one sitting, and the messages of the screen.

>>> from reportkit.lessons import exercise
>>> Seat(Sitting(exercise(4, seed=417))).act({"do": "ping"})["is"]
'patch'
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reportkit.widgets._practice_sheet import sheet
from reportkit.widgets._practice_told import answer_told, marks_told, rule_groups

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportkit.widgets._practice_sitting import Sitting

__all__ = ["Message", "Seat"]

Message = dict[str, Any]


class Seat:
    """An exercise being worked on, and what the screen shows of it.

    Parameters
    ----------
    sitting
        The exercise and the answer so far.
    """

    kind = ""
    title = ""
    rules: Sequence[str] = ()

    def __init__(self, sitting: Sitting) -> None:
        self.sitting = sitting

    def everything(self) -> Message:
        """Return the whole screen: the sheet of the exercise, and the state."""
        return {"is": "state", "drawing": self._drawing(), "state": self.news()}

    def news(self) -> Message:
        """Return the state, for whoever has the sheet already."""
        return {
            "number": self.sitting.exercise.number,
            **answer_told(self.sitting),
            "result": marks_told(self.sitting),
        }

    def act(self, message: Message) -> Message:
        """Do what a message asks for and return what the screen shows after it.

        Raises
        ------
        ReportkitError
            If it cannot be done.
        KeyError
            If nobody knows such a message.
        """
        before = self.sitting
        more = self._do(message)
        known = {"n": message.get("n"), "by": message.get("by"), "did": message["do"]}
        fresh = self.sitting is not before or message["do"] == "open"
        told = self.everything() if fresh else {"is": "patch", "patch": self.news()}
        return {**told, **known, **more}

    def _do(self, message: Message) -> Message:
        """Do one thing; return what is to be said besides the state."""
        match message["do"]:
            case "claim":
                value, at = str(message.get("value", "")), message.get("at")
                self.sitting.claim(str(message["place"]), str(message["rule"]), value, at=at)
            case "withdraw":
                self.sitting.withdraw(int(message["at"]))
            case "none":
                self.sitting.say_none(none=bool(message["none"]))
            case "open" | "ping":
                pass
            case other:
                raise KeyError(other)
        return {}

    def _drawing(self) -> Message:
        exercise = self.sitting.exercise
        planted = {planted.fault.rule for planted in exercise.planted}
        return {
            "kind": self.kind,
            "number": exercise.number,
            "title": self.title,
            "rules": rule_groups(self.rules, planted),
            **sheet(exercise),
        }
