"""The child's compulsory case: where it stands, what comes next, and everything that stands around it."""
