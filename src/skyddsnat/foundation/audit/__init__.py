"""Events that cannot be changed: every write, and every opening of a file."""
