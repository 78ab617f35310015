"""Help of the police, from the need to what it led to for the child."""
