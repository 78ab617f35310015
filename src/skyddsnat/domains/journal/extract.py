"""De-identified rows about notes and talks for statistics: none are taken from this domain yet."""
