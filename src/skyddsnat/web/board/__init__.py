"""What the board decides under the Acts without consent: prepared, reached, signed, told to the next meeting."""
