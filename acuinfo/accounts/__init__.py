"""Accounts: signing in, second factors, sessions."""
