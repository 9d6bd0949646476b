"""The days that words tell of: found in text, and worked out from the day they were printed."""
