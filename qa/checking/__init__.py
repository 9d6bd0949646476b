"""Whether a quotation is right."""
