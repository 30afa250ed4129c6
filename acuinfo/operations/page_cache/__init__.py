"""The page cache: outermost, before Django's own stack."""
