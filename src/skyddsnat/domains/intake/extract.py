"""De-identified rows of reports for figures: none yet, no figures are made."""
