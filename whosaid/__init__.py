"""The one import for other tools."""
