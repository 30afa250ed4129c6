"""Running the site: what stands between the network and the pages, and what an operator does."""
