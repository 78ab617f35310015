"""What this domain adds to a disclosure bundle: nothing yet; the child and its relations are read through queries."""
