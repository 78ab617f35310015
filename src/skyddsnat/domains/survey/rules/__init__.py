"""What may be done with a survey, its waves and its answers, with every reason why not."""
