"""What a value looks like on any medium, without Qt."""
