"""Words, links and colours of a compulsory case."""
