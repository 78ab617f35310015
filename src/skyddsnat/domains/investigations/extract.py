"""De-identified rows for figures: none yet, the first indicator adds them."""
