"""What lessons are made of: course, lessons, scenes, exercises, programs, and the server."""
