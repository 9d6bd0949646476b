"""The memory: keep, embed, look up."""
