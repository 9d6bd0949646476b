"""Copies of a library, and what can be saved of a damaged one."""
