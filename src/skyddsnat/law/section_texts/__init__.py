"""The words of `sections`, one module an Act: what each section says, in our own words. None of it is quoted."""
