"""Quotations, sentences and passages, as exact spans."""
