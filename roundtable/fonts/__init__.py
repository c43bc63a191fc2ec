"""Fonts and shaped text: which font has a character, which glyphs a word becomes, and the font that a PDF embeds."""
