"""Make the sample reports importable from every test, and generated tests fit for any machine.

Generated tests have no deadline, as the machine may be busy.  In continuous integration they run
over the same examples each time; on a developer's machine over new ones.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from hypothesis import HealthCheck, settings

sys.path.insert(0, str(Path(__file__).parent))

settings.register_profile("here", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("here"), derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")
