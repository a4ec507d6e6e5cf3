"""What lessons are made of: frame, controls, linked view, quiz, code, theme."""
