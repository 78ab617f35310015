"""Pages of a compulsory case."""
