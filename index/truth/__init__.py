"""The truth: one SQLite file, ``library.db``."""
