"""A page as readers get it: live, old or as a preview, with its editions and citation files."""
