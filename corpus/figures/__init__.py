"""Figures in a text: numbers with what they count or measure, as exact spans."""
