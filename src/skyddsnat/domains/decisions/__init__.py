"""Proposals, decisions, obstacles and who may decide."""
