"""The unit: load and clocks."""
