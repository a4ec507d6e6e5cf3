// Results that are expensive to compute, the newest few of them.

export class Memo {
  constructor(limit) {
    this.limit = limit;
    this.known = new Map();
  }

  /** What was computed for this key before, or is now. */
  get(key, compute) {
    const name = JSON.stringify(key);
    if (!this.known.has(name)) this.known.set(name, compute());
    if (this.known.size > this.limit) this.known.delete(this.known.keys().next().value);
    return this.known.get(name);
  }
}
