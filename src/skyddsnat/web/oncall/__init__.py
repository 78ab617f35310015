"""The extract for the on-call team: its recipients, their keys, and who opened it."""
