"""Whatever a person does in whatever order: the screen shows what the desk holds, and undo leads back."""

from __future__ import annotations

import copy

from hypothesis import given, settings
from hypothesis import strategies as st

import samples
from reportkit.errors import ReportkitError
from reportkit.widgets._desk import Desk

_TEXTS = st.sampled_from(["", "0", "3", "12", "/", "７件", "x", "收到{{ t3.R1.tot }}件。", "公开信息3条，其中甲2条、乙2条。"])  # fmt: skip
_PLACES = st.sampled_from(["t3.R1.nat", "t3.R1.tot", "t3.R4.nat", "t2.fee", "t4.A.keep", "section.1", "section.6", "introduction", "agency", "title"])  # fmt: skip
_STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("enter"), st.dictionaries(_PLACES, _TEXTS, min_size=1, max_size=2)),
        st.tuples(st.sampled_from(["undo", "redo", "carry"]), st.none()),
        st.tuples(st.sampled_from(["totals", "zeros"]), st.sampled_from(["t2", "t3", "t4"])),
        st.tuples(st.just("paste"), st.sampled_from(["1\t2\n3\t4", "5", "一、本年新收\t1\t2"])),
    ),
    max_size=8,
)


def _message(what, given_):
    if what == "enter":
        return {"do": "enter", "at": given_, "edit": "a"}
    if what == "paste":
        return {"do": "paste", "cell": "t3.R3_1.nat", "text": given_}
    return {"do": what, "table": given_}


def _follow(screen, patch):
    for key, parts in patch.items():
        for name, part in parts.items():
            if part is None:
                screen[key].pop(name)
            else:
                screen[key][name] = part


@given(_STEPS)
@settings(max_examples=40, deadline=None)
def test_patches_always_lead_to_the_state_of_the_desk(steps):
    desk = Desk(samples.filled(), previous=samples.last_year())
    screen = copy.deepcopy(desk.act({"do": "open"})["state"])
    for what, given_ in steps:
        try:
            answer = desk.act(_message(what, given_))
        except ReportkitError:
            answer = {"patch": desk.news()}
        _follow(screen, copy.deepcopy(answer["patch"]))
    assert screen == desk.everything()["state"]
    while desk.session.undo():
        pass
    assert desk.session.report == samples.filled()
