"""Hypothesis measures no time here: a busy machine is no counterexample."""

from hypothesis import settings

settings.register_profile("whatever the load", deadline=None)
settings.load_profile("whatever the load")
