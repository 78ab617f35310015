"""Pages of facts that everybody may read, without signing in."""
