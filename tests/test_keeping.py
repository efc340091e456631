"""What a process loads once is left out of every later look for garbage."""

from __future__ import annotations

import gc

from khabar.keeping import kept


def test_nothing_is_collected_while_it_is_loaded_and_it_is_never_looked_at_again() -> None:
    with kept():
        assert not gc.isenabled()
        loaded = [{"name": "Mosul"}]
    assert gc.isenabled()
    assert not any(known is loaded for known in gc.get_objects())


def test_a_collector_that_was_off_stays_off() -> None:
    gc.disable()
    try:
        with kept():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
