"""Sources and their standing."""
