"""The extract for the on-call team when the system is down: to whom, what was made, who opened it."""
