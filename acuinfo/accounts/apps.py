"""Who may sign in, and how."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Sign-in with a second factor, limits on guessing and on sessions, and the accounts on the desk."""

    name = "acuinfo.accounts"
