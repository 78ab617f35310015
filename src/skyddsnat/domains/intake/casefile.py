"""What reports and assessments add to a disclosure bundle: nothing yet, no bundle is made."""
