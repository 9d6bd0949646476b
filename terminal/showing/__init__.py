"""How records look in a terminal."""
