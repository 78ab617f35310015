"""Compulsory care: measures without consent, their clocks, two caseworkers, the police and the board."""
