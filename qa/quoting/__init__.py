"""Who said what: statements and their speakers."""
