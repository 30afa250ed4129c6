"""The engine: publications, editions, reviews, changes, tags."""
