"""Investigations: plan, areas, communication, analysis, time."""
