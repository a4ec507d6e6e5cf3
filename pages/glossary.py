"""Glossary: the course's words in plain language."""

from segview import glossary

glossary.show()
