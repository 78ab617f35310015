"""The case itself: first step at the bottom, last on top."""
