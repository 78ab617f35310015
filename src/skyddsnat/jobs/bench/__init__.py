"""Measuring: a hundred thousand reports, a real server, and clients that ask it for pages."""
