"""Reads of compulsory cases; row-level security decides what the viewer sees."""
