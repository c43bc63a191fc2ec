"""The roundtable editor: what the paper says of a roundtable, each field saved when a person leaves it."""
