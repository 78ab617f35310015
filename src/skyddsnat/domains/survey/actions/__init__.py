"""Acting on surveys."""
