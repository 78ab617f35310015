"""Template tags shared by every journey."""
