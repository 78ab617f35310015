"""Enums and plain data of the safety of the staff, a module for each of its parts."""
