"""Table two of two years: documents, decisions, money; in either form.

What one year leaves the next takes up: documents in force, numbers of items.  Figures of two
years differ as they do in an office, neither the same throughout nor ten times as many.

>>> documents(who, ("2021", "2021"), draw)[1]["t2.norm.valid"]  # doctest: +SKIP
14
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reportkit.specimens._draw import Draw
    from reportkit.specimens._organs import Who

__all__ = ["documents"]

Cells = dict[str, int | str]

_DECIDED = ("permit", "penalty", "coercion")
_MAKES_RULES = 0.5
"""Share of the cities that can make 规章 (设区的市)."""


def documents(who: Who, formats: tuple[str, str], draw: Draw) -> tuple[Cells, Cells]:
    """Return last year's and this year's figures of table two."""
    usual = zip(_DECIDED, who.usual[:3], strict=True)
    decided = {key: _two(draw, who, ends) for key, ends in usual}
    years: list[Cells] = []
    stocks = _Stocks(who, draw)
    for at, form in enumerate(formats):
        made = stocks.new_form(at) if form == "2021" else stocks.trial_form(at)
        column = "" if form == "2021" else ".decisions"
        made |= {f"t2.{key}{column}": numbers[at] for key, numbers in decided.items()}
        years.append(made)
    return years[0], years[1]


def _two(draw: Draw, who: Who, usual: tuple[int, int]) -> tuple[int, int]:
    """Draw last year's and this year's number of decisions of one kind."""
    low, high = (round(end * who.larger) for end in usual)
    first = draw.between(low, high)
    second = round(first * (0.72 + 0.6 * draw.below(100) / 100))
    if first and second == first:
        second += 1 if draw.chance(0.6) else 0
    return first, (second if first else draw.between(0, 1) * min(low, 1))


class _Stocks:
    """What is handed on from year to year."""

    def __init__(self, who: Who, draw: Draw) -> None:
        self.who = who
        self.draw = draw
        low, high = who.usual.norms
        none = high <= 4 and draw.chance(0.6)
        self.norms = 0 if none else draw.between(low, round(high * (1 + who.larger) / 2))
        city = who.shape == "government" and who.level == "市"
        self.rules = draw.between(3, 14) if city and draw.chance(_MAKES_RULES) else 0
        self.fee = self._fee()
        self.items = self._items()
        self.bought = 0

    # ------------------------------------------------------------------- the form in force
    def new_form(self, at: int) -> Cells:
        """Return documents and money of a year in the form in force."""
        issued, repealed = self._changed(self.norms)
        self.norms += issued - repealed
        made, gone = (self.draw.between(0, 2), self.draw.between(0, 1)) if self.rules else (0, 0)
        self.rules += made - gone
        return {
            "t2.rule.issued": made, "t2.rule.repealed": gone, "t2.rule.valid": self.rules,
            "t2.norm.issued": issued, "t2.norm.repealed": repealed, "t2.norm.valid": self.norms,
            "t2.fee": self._money(at),
        }  # fmt: skip

    def _changed(self, stock: int) -> tuple[int, int]:
        """Draw how many documents were made and repealed."""
        if not stock:
            return (1, 0) if self.draw.chance(0.06) else (0, 0)
        most = max(1, stock // 4)
        issued = self.draw.between(0, most)
        repealed = min(self.draw.between(0, max(1, stock // 5)), stock)
        return issued, repealed if self.draw.chance(0.7) else 0

    def _fee(self) -> int:
        """Draw last year's money in 分; 0 where nothing is charged."""
        most = round(self.who.usual.fee * self.who.larger)
        if not most or self.draw.chance(0.1):
            return 0
        return self.draw.between(most * 10**6 // 12, most * 10**6) // 100 * 100

    def _money(self, at: int) -> str:
        """Write the money of a year in 万元."""
        cents = self.fee
        if at and cents:
            cents = round(cents * (0.75 + self.draw.below(60) / 100))
        digits = self.draw.choice((10000, 10000, 100000, 100, 100)) if cents else 1
        whole, rest = divmod(cents // digits * digits, 10**6)
        return f"{whole}.{rest:06d}".rstrip("0").rstrip(".") if rest else str(whole)

    # ------------------------------------------------------------------- the trial form
    def _items(self) -> dict[str, int]:
        """Draw how many kinds of business the organ has, by row."""
        usual, draw = self.who.usual, self.draw
        ranges = {
            "permit": (2, 60) if usual.permits[1] else (0, 0),
            "service": (0, 40),
            "penalty": (4, 280) if usual.penalties[1] else (0, 0),
            "coercion": (1, 16) if usual.coercions[1] else (0, 0),
            "fee": (1, 6) if usual.fee else (0, 0),
        }
        factor = 12 if self.who.shape == "government" else 1
        return {row: draw.between(low, high) * factor for row, (low, high) in ranges.items()}

    def trial_form(self, at: int) -> Cells:
        """Return documents, items and purchases of a year in the trial form."""
        cells: Cells = {}
        for row, stock in (("rule", self.rules), ("norm", self.norms)):
            made = self.draw.between(0, max(1, stock // 4)) if stock else 0
            released = made if self.draw.chance(0.85) else max(made - 1, 0)
            total = stock + released
            cells |= {f"t2.{row}.made": made, f"t2.{row}.released": released,
                      f"t2.{row}.total": total}  # fmt: skip
            if row == "rule":
                self.rules = total
            else:
                self.norms = total
        for row, number in self.items.items():
            change = (
                self.draw.between(-min(2, number), 3) if number and self.draw.chance(0.5) else 0
            )
            cells |= {f"t2.{row}.prev": number, f"t2.{row}.delta": _signed(change)}
            self.items[row] = number + change
        cells["t2.service.decisions"] = self._services(at)
        return cells | self._purchases(at)

    def _services(self, at: int) -> int:
        if not self.items["service"]:
            return 0
        return round(self.draw.between(40, 400) * self.who.larger) if not at else (
            round(self.draw.between(60, 390) * self.who.larger)
        )  # fmt: skip

    def _purchases(self, at: int) -> Cells:
        """Return how much was bought: about as much as the year before."""
        if not at:
            most = {"department": 8, "government": 90}.get(self.who.shape, 4)
            self.bought = self.draw.between(1, most) if self.draw.chance(0.7) else 0
        count = self.bought and max(1, self.bought + at * self.draw.between(-1, 2))
        money = sum(self.draw.between(80, 240) * 100 for _ in range(count))
        shown = f"{money / 10000:.2f}万元" if self.draw.chance(0.5) else f"{money}元"
        return {"t2.purchase.count": count, "t2.purchase.amount": shown if count else "0"}


def _signed(change: int) -> str:
    """Write a change with its sign."""
    return f"+{change}" if change > 0 else str(change)
