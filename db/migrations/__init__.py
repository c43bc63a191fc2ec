"""The steps from one schema revision to the next; a step, once released, is never edited."""
