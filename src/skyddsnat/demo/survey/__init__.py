"""The survey of Norrham's staff: the published figures of 2023, two waves of its own that are closed, and one open."""
