"""How readers find pages: filters, lists and search. Everything here is derived from the cards."""
