// The linked view: image panels and plots of the same pixels, tied together by the pixel's index.
import { make } from "../dom.js";
import { listen, send } from "../events.js";
import { mount } from "../mounting.js";
import { News } from "../saying.js";
import { build, identityOf } from "./building.js";
import { rowsBeside } from "./comparing.js";
import { Comparison } from "./comparison.js";
import { describeProbe } from "./descriptions.js";
import { Enlarging } from "./enlarging.js";
import { Fingers } from "./fingers.js";
import { Handles } from "./handles.js";
import { press } from "./keyboard.js";
import { Layout } from "./layout.js";
import { Lens } from "./lens.js";
import { Look } from "./look.js";
import { Memo } from "./memo.js";
import { Painter } from "./painter.js";
import { patterned, rememberPatterns } from "./patterned.js";
import { Picture } from "./picture.js";
import { Plot } from "./plot.js";
import { loadPlotly } from "./plotly.js";
import { regionsOf } from "./rules.js";
import { decide, placeIn, receive, wholeIndex } from "./scene.js";
import { screens } from "./screens.js";
import { Selection } from "./selection.js";
import { describeScores } from "./spoken.js";
import { StatusLines } from "./status.js";
import { ToolBar } from "./toolbar.js";
import { openViews } from "./views.js";

class View {
  constructor(root, data) {
    this.data = data;
    this.scene = null; // what is on screen
    this.received = null; // the same as the server described it
    this.moved = {}; // values of controls that it does not know yet
    this.matrix = null; // of small plots
    this.turn = 0;
    this.tool = "lasso";
    this.patterns = patterned();
    this.hidden = new Set(); // labels
    this.probed = -1;
    this.kept = -1; // the pixel that is marked while nobody points at one
    this.lens = new Lens(this);
    this.panels = [];
    this.blocks = []; // plots, and matrices of plots, as they are laid out
    this.placed = new Memo(8); // dots, for all plots that show them alike
    this.handles = new Handles(this);
    this.selection = new Selection(this);
    this.comparison = new Comparison(this);
    this.look = new Look(this);
    this.painter = new Painter(this);
    this.root = make("section", "segview-linked", root, {
      "data-view": "linked", "data-painted": "0", "data-probe": "", "data-selected": "0", tabindex: "0",
      "aria-label": "Linked view of image and feature space. Arrow keys move the pixel pointed at, Space selects, labels or paints around it, plus and minus zoom.",
    });
    this.news = new News(this.root);
    this.bar = new ToolBar(this.root, this);
    this.rows = make("div", "rows", this.root);
    this.status = new StatusLines(this.root, this);
    this.fingers = new Fingers(this);
    this.layout = new Layout(this, this.rows);
    this.enlarging = new Enlarging(this);
    this.root.addEventListener("keydown", (event) => this.scene && press(this, this.scene, event));
    openViews.add(this);
    this.stop = [
      listen("moved", ({ key, value }) => this.controlMoved(key, value)),
      listen("asked", () => this.tellWhetherBusy()),
      listen("scene", ({ screen, scene }) => screen === this.data.screen && this.take(scene)),
      listen("pinned", ({ screen }) => screen === this.data.screen && this.comparison.follow()),
    ];
  }

  // Scenes in

  update({ data }) {
    this.data = data;
    this.root.dataset.sceneVersion = data.version;
    const scene = screens.get(data.screen)?.scene;
    if (scene) this.take(scene);
    this.comparison.follow();
  }

  async take(scene) {
    if (!scene.view) return;
    this.tellWhetherBusy();
    if (scene === this.taken) return;
    this.taken = scene;
    const turn = ++this.turn;
    const { controls, address } = screens.get(this.data.screen).data;
    this.bar.share.hidden = !address; // what is of one session alone has no link
    const received = await receive(scene, controls);
    if (turn !== this.turn) return;
    const same = received.id === this.received?.id && !this.scene.local;
    if (this.scene) this.reshape(this.scene.shape, received.shape);
    else if (received.point) this.probed = this.kept = received.point[0] * received.shape.width + received.point[1];
    this.received = received;
    this.followControls();
    if (same) {
      this.scene = decide(received, this.moved, this.comparison.pinned);
      this.comparison.tell();
      send("painted", { state: received.state });
    } else await this.show();
    this.look.take();
  }

  async show() {
    this.layOut(this.received);
    this.refresh({ whole: true });
    const Plotly = await loadPlotly(this.data.plotly);
    for (const plot of this.plots) await plot.attachAxes(Plotly);
  }

  /** The scene that a panel shows. */
  sceneOf({ spec }, scene = this.scene) {
    return spec.pinned ? scene.pinned : scene;
  }

  /** On an image of another shape the same place stays pointed at, and nothing stays selected. */
  reshape(before, now) {
    if (before.height === now.height && before.width === now.width) return;
    this.selection.forget();
    this.probed = placeIn(this.probed, before, now);
    this.kept = placeIn(this.kept, before, now);
  }

  /** Forget what was moved as far as the scene knows of it. */
  followControls() {
    const { state } = this.received;
    for (const [key, value] of Object.entries(this.moved)) if (value === state[key]) delete this.moved[key];
  }

  /** Busy is a view as long as its controls ask for a scene that is not there yet. */
  tellWhetherBusy() {
    this.root.setAttribute("aria-busy", String(!(screens.get(this.data.screen)?.settled ?? true)));
  }

  controlMoved(key, value) {
    if (!this.received?.rule?.controls.includes(key)) return;
    if (value === undefined || value === this.received.state[key]) delete this.moved[key];
    else this.moved[key] = value;
    this.due ??= requestAnimationFrame(() => {
      this.due = null;
      this.refresh();
    });
  }

  get plots() {
    return this.panels.filter((panel) => panel instanceof Plot);
  }

  get pictures() {
    return this.panels.filter((panel) => panel instanceof Picture);
  }

  /** Build panels only when their arrangement changes, and only those that it lacked. */
  layOut(received) {
    const rows = this.comparison.pinned ? rowsBeside(received, this.comparison.pinned) : received.rows;
    const specs = rows.flat();
    const arrangement = specs.map(identityOf).join();
    if (arrangement !== this.arrangement) {
      this.arrangement = arrangement;
      Object.assign(this, build(this, specs));
      this.pictures.forEach((panel) => panel.showLens(this.lens));
    }
    this.root.dataset.pixels = received.pixels;
    specs.forEach((spec, i) => this.panels[i].follow(spec));
    this.matrix?.nameThumbnails();
  }

  // Painting

  /** Decide what is on screen now, and paint it: `whole`, or only what a moved control changes. */
  refresh({ whole = false } = {}) {
    const before = this.scene;
    const scene = decide(this.received, this.moved, this.comparison.pinned);
    this.scene = scene;
    for (const picture of this.pictures) picture.offer(this.sceneOf(picture));
    for (const plot of this.plots) {
      const own = this.sceneOf(plot);
      plot.figure.root.hidden = !own;
      if (!own) continue;
      plot.colouring.offer(own);
      plot.arrange(own);
    }
    this.tellScore("dice", scene);
    this.tellScore("pinnedDice", scene.pinned);
    this.comparison.tell();
    this.bar.showLabelling(scene);
    this.bar.legend.show(scene);
    this.painter.follow(scene);
    this.status.showFormula(scene);
    this.news.say("scores", describeScores(scene));
    if (whole) this.layout.settle(); // all texts are there that take height from the panels
    this.paint({ resultOnly: !whole && scene.local && before.local });
    this.root.dataset.painted = Number(this.root.dataset.painted) + 1;
    send("painted", { state: scene.state });
  }

  tellScore(name, scene) {
    if (typeof scene?.dice === "number") this.root.dataset[name] = scene.dice.toFixed(6);
    else delete this.root.dataset[name];
  }

  /** Paint every panel, or only those that show the result. */
  paint({ resultOnly = false } = {}) {
    const { scene } = this;
    if (!scene) return;
    const concerned = (name) => !resultOnly || ["result", "errors", "difference"].includes(name);
    for (const picture of this.pictures) {
      const own = this.sceneOf(picture);
      if (!own) continue;
      if (concerned(picture.spec.name)) picture.paint(own);
      picture.overlay?.paint(own);
      picture.showMarks(own);
    }
    for (const plot of this.plots) {
      const own = this.sceneOf(plot);
      if (!own) continue;
      if (concerned(plot.colour) || regionsOf(own, plot)) plot.paint(own);
      else this.handles.place(plot, own);
    }
    this.selection.tell(scene);
    this.probe(this.probed);
  }

  // Pointing

  probe(index) {
    const { scene } = this;
    if (!scene) return;
    this.probed = index;
    this.root.dataset.probe = index < 0 ? "" : wholeIndex(scene, index);
    for (const panel of this.panels) panel.showMark(index);
    this.status.showReadout(index < 0 ? scene.hint : describeProbe(scene, index));
  }

  /** Mark a pixel for as long as nobody points at another one. */
  keep(index) {
    this.kept = index;
    this.probe(index);
  }

  leave() {
    this.probe(this.kept);
  }

  // What the tool bar does

  toggleClass(label) {
    if (!this.hidden.delete(label)) this.hidden.add(label);
    this.changeLook();
  }

  usePatterns(on) {
    this.patterns = on;
    this.bar.showPatterns();
    rememberPatterns(on);
    this.changeLook();
  }

  changeLook() {
    if (!this.scene) return;
    this.bar.legend.show(this.scene);
    this.paint();
  }

  useTool(tool) {
    this.tool = tool;
    this.root.dataset.tool = tool;
    this.bar.tools.show(tool);
    this.plots.forEach((plot) => plot.axes.followTool());
  }

  get zoomed() {
    return this.lens.scale > 1 || this.plots.some((plot) => plot.zoomed);
  }

  resetZoom() {
    this.lens.reset();
    this.plots.forEach((plot) => plot.goHome());
  }

  remove() {
    this.turn++;
    openViews.delete(this);
    this.stop.forEach((stop) => stop());
    this.selection.stop();
    this.painter.remove();
    this.layout.remove();
    this.enlarging.remove();
    this.panels.forEach((panel) => panel.remove?.());
    this.root.remove();
  }
}

export default (component) => mount(component, View, component.data.screen);
