"""De-identified rows about decisions for statistics: none are taken from this domain yet."""
