"""The law as dated data, in our own words: rules with time limits, who decides, who consents, who reports.

A change of law is a new entry with its own days of validity, never an edit. Nothing here knows Django.
"""
