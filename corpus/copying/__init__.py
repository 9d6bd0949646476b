"""What two articles print alike: sketches that find it, and the exact comparison that proves it."""
