"""Citations: taken away in several formats, and verified again later."""
