"""Reports of concern and their assessments, as pages."""
