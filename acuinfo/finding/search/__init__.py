"""Full-text search: what was typed, the index that answers, and the order of the answers."""
