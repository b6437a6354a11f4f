"""The editor's layout on a bare page: nothing of the form is covered, at the sizes of office screens."""

from __future__ import annotations

import pytest

import browsing
import samples
from reportkit.widgets._desk import Desk

pytestmark = browsing.MARKS

SCREENS = [(1366, 768), (1920, 1080), (1920, 1600)]

# Of each row: whether both ends of its last cell are what is seen there, and not something over it.
_SEEN = """() => [...document.querySelectorAll('.rk-panel:not([hidden]) tbody tr')].map((row) => {
  const cell = row.lastElementChild, box = cell.getBoundingClientRect();
  const at = (y) => cell.contains(document.elementFromPoint(box.left + 4, y));
  return at(box.top + 2) && at(box.bottom - 2);
})"""


@pytest.fixture(scope="module")
def browser():
    with browsing.chromium() as page:
        yield page
        assert page.faults == []


@pytest.fixture(params=[False, True], ids=["alone", "beside last year"])
def page(browser, request):
    report = samples.filled().replace({"t3.R4.nat": 1})
    browsing.bare(browser, Desk(report, previous=samples.last_year() if request.param else None))
    yield browser
    browser.set_viewport_size({"width": 1366, "height": 768})


def _rows(page):
    return list(page.desk.session.report.tables["t3"].row_keys)


@pytest.mark.parametrize("screen", SCREENS, ids=str)
def test_the_row_one_is_in_is_never_covered(page, screen):
    page.set_viewport_size({"width": screen[0], "height": screen[1]})
    page.locator('.rk-panel:not([hidden]) [data-cell="t3.R1.tot"]').click()
    for at, row in enumerate(_rows(page)):
        assert (row, page.evaluate(_SEEN)[at]) == (row, True)
        page.keyboard.press("ArrowDown")
    for at, row in reversed(list(enumerate(_rows(page)))):
        assert (row, page.evaluate(_SEEN)[at]) == (row, True)
        page.keyboard.press("ArrowUp")


@pytest.mark.parametrize("screen", SCREENS[1:], ids=str)
def test_a_high_window_shows_all_rows_of_table_three(page, screen):
    page.set_viewport_size({"width": screen[0], "height": screen[1]})
    page.locator('.rk-panel:not([hidden]) [data-cell="t3.R1.tot"]').click()
    assert page.evaluate(_SEEN) == [True] * len(_rows(page))


@pytest.mark.parametrize("screen", SCREENS, ids=str)
def test_the_balance_stands_below_the_rows_in_their_columns(page, screen):
    page.set_viewport_size({"width": screen[0], "height": screen[1]})
    places = page.evaluate("""() => {
      const box = (node) => node.getBoundingClientRect();
      const [foot, area] = ['.rk-foot', '.rk-main-area'].map((name) => box(document.querySelector(name)));
      const row = document.querySelector('.rk-panel:not([hidden]) tbody tr');
      const left = (tr) => [...tr.querySelectorAll('td')].map((td) => Math.round(box(td).left));
      return [foot.top >= area.bottom, left(row), left(document.querySelector('.rk-foot tr'))];
    }""")
    assert places[0]
    assert places[1] == places[2]


def test_the_balance_goes_along_when_a_narrow_table_is_scrolled(page):
    page.set_viewport_size({"width": 520, "height": 700})
    page.locator('.rk-panel:not([hidden]) [data-cell="t3.R1.tot"]').click()
    page.wait_for_function("""() => {
      const right = (name) => document.querySelector(name).getBoundingClientRect().right;
      return right('.rk-foot td:last-child') === right('.rk-panel:not([hidden]) tbody td:last-child');
    }""")


def test_the_whole_width_of_table_three_is_seen(page):
    wide = page.evaluate(
        "(() => { const m = document.querySelector('.rk-main-area'); return [m.scrollWidth, m.clientWidth]; })()"
    )
    assert wide[0] <= wide[1]


def test_no_small_figure_leaves_its_cell(page):
    """Last year's figures and what a total should be stand beside the value, or below it."""
    for width in (620, 900, 1100, 1366, 1920):
        page.set_viewport_size({"width": width, "height": 1080})
        outside = page.evaluate("""() => [...document.querySelectorAll('.rk-panel:not([hidden]) .rk-small span')]
          .filter((small) => { const [a, b] = [small, small.closest('td')].map((n) => n.getBoundingClientRect());
            return a.left < b.left || a.right > b.right + 0.5 || a.bottom > b.bottom + 0.5; })
          .map((small) => small.textContent)""")
        assert (width, outside) == (width, [])
