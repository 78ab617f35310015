"""Proposals and decisions, as pages."""
