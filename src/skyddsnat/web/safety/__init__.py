"""The safety of the staff: reporting, following up, and what must be known before a visit."""
