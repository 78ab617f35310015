"""Need to know: files, assignments, temporary access, and who is looking."""
