"""The nouns. One file, one noun; nothing here reads, writes, knows a clock or decides."""
