"""What somebody is typing, saved while they type."""
