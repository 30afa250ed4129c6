"""Dates as 9 March 2018: a month in letters is read the same everywhere."""

DATE_FORMAT = "j F Y"
DATETIME_FORMAT = "j F Y, H:i"
