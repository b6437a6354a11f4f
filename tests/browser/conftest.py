"""Browser tests start servers, kernels and Chromium; on a busy machine one of them may be late.

A test that fails is run once more, in a fresh browser; one that fails twice has failed.
"""

from __future__ import annotations

import pytest


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.flaky(reruns=1))
            item.add_marker(pytest.mark.timeout(300))
