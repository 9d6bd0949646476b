"""From a question to passages that answer it, or to an honest no."""
