"""Writes of compulsory cases: rule, row, log and clock in one transaction."""
