// After a cut connection the server may be another one that knows nothing of this page: it is asked for all of it.
import { send } from "../events.js";

const app = document.querySelector("[data-testid=stApp]");
export const connected = () => app.dataset.testConnectionState === "CONNECTED";

/** Whether the server has answered all that it was asked. */
export const atRest = () => connected() && app.dataset.testScriptState === "notRunning";

let askForAll = () => {};
let cut = false;

function look() {
  const back = cut && connected();
  cut = !connected();
  if (!back) return;
  send("back");
  setTimeout(askForAll); // in one message with a control, only the control's fragment would be asked
}

new MutationObserver(look).observe(app, { attributeFilter: ["data-test-connection-state"] });

export default function connection({ setTriggerValue }) {
  askForAll = () => setTriggerValue("back", true);
}
