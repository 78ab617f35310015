"""Letters, decisions and records as reproducible PDF/A, locked once signed."""
