"""The articles: read, clean, cut, find what is said."""
