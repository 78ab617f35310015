"""Pages of reports of concern and their assessments."""
