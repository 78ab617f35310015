"""Investigations, as pages."""
