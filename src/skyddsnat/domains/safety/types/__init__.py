"""Enums and plain data of the safety of the staff: `register`, `following`, `warnings`, `campaigns`."""
