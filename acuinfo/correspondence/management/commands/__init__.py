"""Commands of the letters from readers and to them."""
