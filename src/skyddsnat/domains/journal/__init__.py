"""Notes, contacts and talks with the child."""
