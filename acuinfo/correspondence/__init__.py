"""Letters: what readers write to the editors, and what they asked to be told by e-mail."""
