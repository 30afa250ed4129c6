"""The editors' desk: what every kind of draft shares there, and the records beside them."""
