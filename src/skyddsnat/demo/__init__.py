"""A municipality that does not exist, made through the product's own flows with `at` in the past."""
