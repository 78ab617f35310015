"""What this domain adds to a disclosure bundle: nothing yet; notes and talks are read through queries."""
