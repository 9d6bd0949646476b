"""The page: what a question looks like in a browser, and the door that it stands behind."""
