"""A quote's words against an article's."""
