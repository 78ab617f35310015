"""The API: JSON for other systems and for scripts of employees, through the same actions and queries as the pages."""
