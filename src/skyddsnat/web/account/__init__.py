"""Signing in and out, drafts, and the pages that are always there."""
