"""The child's file, as pages."""
