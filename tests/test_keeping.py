"""Nothing is looked through for garbage while it is loaded."""

from __future__ import annotations

import gc

from khabar.keeping import kept


def test_nothing_is_collected_while_it_is_loaded() -> None:
    with kept():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_a_collector_that_was_off_stays_off() -> None:
    gc.disable()
    try:
        with kept():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
