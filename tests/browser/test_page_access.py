"""The exported page for everybody: no violations told by axe-core, on a screen and on a phone."""

from __future__ import annotations

import pytest

import browsing
import samples
import shown
from reportkit.exporters import export

pytestmark = browsing.MARKS
WIDTHS = [1100, 360]


def _open(page, path, width):
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(path.as_uri())


def _violations(path, width):
    # A script may be put in from outside only where the page's own policy is set aside.
    with browsing.chromium(bypass_csp=True) as page:
        _open(page, path, width)
        page.evaluate("() => document.querySelectorAll('details').forEach((d) => (d.open = true))")
        return browsing.violations(page)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("make", [samples.filled, samples.trial, shown.government, shown.unread_draft])  # fmt: skip
def test_a_page_has_no_violations(make, width, tmp_path):
    path = export(make(), tmp_path / "a.html", appendix=True, previous=samples.last_year())
    assert _violations(path, width) == []


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("make", [samples.filled, shown.large_figures, shown.odd_signs])
def test_nothing_sticks_out_of_the_page(make, width, tmp_path):
    """Wide tables and charts scroll in their own frame; the page itself never does."""
    path = export(make(), tmp_path / "a.html", appendix=True)
    with browsing.chromium() as page:
        _open(page, path, width)
        assert page.evaluate("() => document.documentElement.scrollWidth") <= width


def test_the_page_asks_nobody(tmp_path):
    path = export(samples.filled(), tmp_path / "a.html", appendix=True)
    asked = []
    with browsing.chromium() as page:
        page.on("request", lambda request: asked.append(request.url))
        _open(page, path, 1100)
        page.wait_for_load_state("networkidle")
    assert asked == [path.as_uri()]


@pytest.mark.parametrize("appendix", [False, True])
def test_charts_are_drawn_as_wide_as_the_text(appendix, tmp_path):
    path = export(samples.filled(), tmp_path / "a.html", appendix=appendix)
    with browsing.chromium() as page:
        _open(page, path, 1100)
        widths = page.evaluate(
            "() => [...document.querySelectorAll('svg')].map((s) => s.getBoundingClientRect().width)"
        )
    assert len(widths) == (4 if appendix else 0)
    assert all(580 < width < 595 for width in widths)
