"""Figures from the records: rows without names, kept as files beside the database, and the indicators made of them."""
