"""Pages of proposals and decisions."""
