// What a view compares with: the scene that its screen has pinned.
import { send } from "../events.js";
import { describeComparison } from "./descriptions.js";
import { decide, receive } from "./scene.js";
import { screens } from "./screens.js";

export class Comparison {
  constructor(view) {
    this.view = view;
    this.pinned = null; // the scene to compare with
    this.received = null; // the same as the server described it
  }

  get screen() {
    return screens.get(this.view.data.screen);
  }

  /** Pin what the controls say, or take away what is pinned. */
  toggle() {
    const { pin, chosen } = this.screen;
    send("pin", pin.values ? null : { values: chosen });
  }

  /** Whether something is pinned that is not on screen yet. */
  get awaited() {
    const { pin } = this.screen ?? {};
    return Boolean(pin?.values) && !pin.note && (!pin.scene || pin.scene !== this.received);
  }

  /** Compare with what is pinned now, or no longer. */
  async follow() {
    const { pin, data } = this.screen ?? {};
    if (!pin) return;
    this.view.bar.showPin(Boolean(pin.values));
    const { scene } = pin;
    if (scene === this.received) this.tell();
    else {
      const pinned = scene && decide(await receive(scene, data.controls), {});
      if (scene !== pin.scene) return;
      this.received = scene;
      this.pinned = pinned;
      if (this.view.received) await this.view.show();
      else this.tell();
    }
    this.view.look.take();
  }

  tell() {
    const { scene, status } = this.view;
    status.showComparison(scene?.pinned ? describeComparison(scene) : (this.screen?.pin?.note ?? ""));
  }
}
