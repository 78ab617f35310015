"""The log and its review."""
