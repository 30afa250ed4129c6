"""Template tags of the pages of conditions."""
