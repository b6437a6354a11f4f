"""Rules that go by what a page shows: from the page to the finding, readers included.

The cases stand in ``pages/<rule id>.toml``: ``says``, what is changed on the page of a consistent
report (see `pages.edited`), ``count`` of findings of the rule (none = silent) and, where it
matters, ``quotes``.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

import pages
import samples
from reportkit.check import check
from reportkit.loading import load

CASES = Path(__file__).parent / "pages"


def _cases() -> list:
    found = []
    for path in sorted(CASES.glob("*.toml")):
        data = tomllib.loads(path.read_text(encoding="utf-8"))["case"]
        found += [pytest.param(path.stem, c, id=f"{path.stem}-{c['says']}") for c in data]
    return found


@pytest.mark.parametrize(("rule", "case"), _cases())
def test_case(rule: str, case: dict, tmp_path: Path) -> None:
    file = tmp_path / "年报.html"
    file.write_text(pages.edited(pages.page(samples.filled()), case), encoding="utf-8")
    found = [item for item in check(load(file)) if item.rule == rule]
    assert len(found) == case.get("count", 0), [(item.message, item.quote) for item in found]
    if "quotes" in case:
        assert [item.quote for item in found] == case["quotes"]


def test_the_plain_page_is_read_without_loss(tmp_path: Path) -> None:
    file = tmp_path / "年报.html"
    file.write_text(pages.page(samples.filled()), encoding="utf-8")
    assert load(file).values == samples.filled().values
