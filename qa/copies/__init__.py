"""Which articles and passages are copies of each other, and how many independent ones there are."""
