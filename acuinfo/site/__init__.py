"""The public pages and interfaces that span kinds: home, search, feeds, API, glossary, errors."""
