"""AcuInfo: evidence-first information about acupuncture for long-lasting pain."""
