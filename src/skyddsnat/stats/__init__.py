"""Figures from answers, each with its uncertainty: plain counts in, frozen results out.

Nothing here knows a survey, a case, the law or Django. Shares are numbers from 0 to 1, exact (`Fraction`) where they
come straight from counts. Suppression of small groups is the last step before a figure leaves.
"""
