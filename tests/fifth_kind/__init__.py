"""A fifth kind of page, as another app would bring it: exercises. Its app and one line of settings are all it takes."""
