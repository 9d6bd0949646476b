"""Closed lists of English words."""
