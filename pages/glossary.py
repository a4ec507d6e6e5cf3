"""Glossary: the course's words in plain language."""

from segview.course import glossary

glossary.show()
