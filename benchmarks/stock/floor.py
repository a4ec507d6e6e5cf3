"""The stock floor: the least that an app with one slider and one chart can be."""

import plotly.graph_objects as go
import streamlit as st

x = st.slider("x", 0.0, 10.0, 5.0, 0.5)
st.plotly_chart(go.Figure(go.Scatter(x=[0, x], y=[0, 1], mode="markers"), {"title": f"x = {x}"}))
