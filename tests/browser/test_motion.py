"""Nothing moves by itself where the system asks for that."""

SECONDS = """() => [...document.querySelectorAll("*")].flatMap((one) => {
  const { transitionDuration, animationDuration } = getComputedStyle(one);
  return [...transitionDuration.split(", "), ...animationDuration.split(", ")].map(parseFloat);
})"""


def test_no_transition_takes_time(go_to_lesson, page):
    go_to_lesson("threshold")
    assert max(page.evaluate(SECONDS)) < 0.001
    page.emulate_media(reduced_motion="no-preference")
    assert max(page.evaluate(SECONDS)) > 0.05, "Streamlit has some"
