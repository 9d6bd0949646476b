"""Figures that articles give for one thing, side by side: what they are, and who claims them."""
