"""De-identified rows about people for statistics: none are taken from this domain yet."""
