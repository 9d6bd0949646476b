"""The answer: understand, rank, cite, attribute, check."""
