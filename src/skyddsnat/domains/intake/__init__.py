"""Reports of concern, protection assessments and preliminary assessments."""
