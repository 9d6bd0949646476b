"""What each view shows: records in, HTML out."""
