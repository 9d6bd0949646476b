"""What is derived from the truth, and can be made anew: vectors and words."""
