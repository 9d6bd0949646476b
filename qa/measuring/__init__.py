"""How well all this works, measured against what people have marked."""
