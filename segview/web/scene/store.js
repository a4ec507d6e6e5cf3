// A component without a face: an array that Streamlit sends.
import { unpack } from "./arrays.js";

export default ({ data }) => void unpack(data);
