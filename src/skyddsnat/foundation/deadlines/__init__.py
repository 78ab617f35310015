"""The table of due dates."""
