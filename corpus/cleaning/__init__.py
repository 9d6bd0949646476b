"""From records to articles: metadata, and the clutter taken out."""
