"""Skyddsnät: an open case system for Swedish municipal child and family social services."""
