"""What a question asks for, beyond its words."""
