"""Views of the board, one module for each part."""
