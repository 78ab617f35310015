"""Compulsory care in Norrham: what the board has decided beforehand, what is done in a case, and the stories."""
