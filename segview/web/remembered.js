// A text that the browser remembers under a name; where the browser keeps nothing, this tab does.
export class Remembered {
  constructor(place) {
    this.place = place;
    this.here = null; // in this tab
  }

  get text() {
    try {
      return localStorage.getItem(this.place) ?? this.here;
    } catch {
      return this.here;
    }
  }

  /** Remember a text; null forgets it. */
  set text(text) {
    this.here = null;
    try {
      if (text === null) localStorage.removeItem(this.place);
      else localStorage.setItem(this.place, text);
    } catch {
      this.here = text;
    }
  }
}
