"""What this domain adds to a disclosure bundle: nothing yet; decisions and their papers are read through queries."""
