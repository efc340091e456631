"""The checks of ``khabar verify``, one kind a module."""
