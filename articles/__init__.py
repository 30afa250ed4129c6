"""Articles, the glossary and the site's own pages."""
