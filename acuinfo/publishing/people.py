"""What people are called."""

from django.contrib.auth.models import AbstractUser


def name_of(person: AbstractUser | None) -> str:
    """Return the name by which somebody is known: the full one, else the one they sign in with; nobody is AcuInfo."""
    return "AcuInfo" if person is None else person.get_full_name() or person.get_username()
