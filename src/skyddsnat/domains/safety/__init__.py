"""The safety of the staff, apart from every child's file."""
