"""The terminal: its commands, and how records look there."""
