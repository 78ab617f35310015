"""The component gallery: every component with its attributes, and three sample pages, on fictional data."""
