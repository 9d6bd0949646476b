"""Models, and how they are run."""
