"""One module per kind of installation: `production`, `demo`, `test`. What they share is in `base`."""
