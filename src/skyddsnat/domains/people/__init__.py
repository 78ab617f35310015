"""The child, the guardians, the siblings and others, with their relations."""
