"""Overview page: how far each roundtable is and what is to be done next, each number a link to its practices."""
