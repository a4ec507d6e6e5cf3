"""Every lesson passes its check."""

import pytest

from segview.course.glossary import TERMS
from segview.lesson.checking import complaints
from segview.lesson.folder import PAGES


@pytest.mark.parametrize("slug", sorted(path.parent.name for path in PAGES.glob("*/lesson.md")))
def test_a_lesson_has_nothing_to_complain_about(slug):
    assert complaints(slug, TERMS) == []
