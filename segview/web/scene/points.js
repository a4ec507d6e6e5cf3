// Points as a control keeps them.

/** "0.3,0.3;0.5,0.1" as [[0.3, 0.3], [0.5, 0.1]], and back. */
export const parsePoints = (text) => text.split(";").map((point) => point.split(",").map(Number));
export const formatPoints = (points) => points.map((point) => point.map((v) => +v.toFixed(3)).join(",")).join(";");
