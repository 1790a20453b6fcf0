// Losses that are means over data.
