"""Property tests are judged by what they find, not by the speed of a busy machine, and find the same on each run."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

settings.register_profile("ingest", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("ingest")
