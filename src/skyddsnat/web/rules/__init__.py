"""The statutes behind the clocks."""
