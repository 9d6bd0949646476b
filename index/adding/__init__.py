"""The way in: files become articles, passages and vectors."""
