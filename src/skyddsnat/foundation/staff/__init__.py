"""Units, employees, their roles and absences."""
