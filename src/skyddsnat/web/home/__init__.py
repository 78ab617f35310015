"""My day, the first page of the morning."""
