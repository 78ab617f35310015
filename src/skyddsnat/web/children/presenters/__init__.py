"""Words, links and colours of the child's file, a module for each part of it."""
