"""Surveys of the staff, anonymous, apart from the case chain."""
