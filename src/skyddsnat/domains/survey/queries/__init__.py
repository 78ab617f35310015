"""Reading surveys."""
