"""The papers of a compulsory case: written block by block, looked at, signed; and the letters to the parties."""
