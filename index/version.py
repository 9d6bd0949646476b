"""The version of the program; a newer one reads files again that an older one had read."""

__version__ = "0.1.0"
