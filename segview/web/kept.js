// Values that are kept while all of them together take few enough bytes; those not used for longest go first.
export class Kept {
  constructor(limit) {
    this.limit = limit;
    this.held = 0;
    this.entries = new Map();
  }

  get(key) {
    const entry = this.entries.get(key);
    if (!entry) return undefined;
    this.entries.delete(key);
    this.entries.set(key, entry);
    return entry.value;
  }

  /** Keep a value; the newest stays, however large it is. */
  put(key, value, bytes) {
    this.delete(key);
    this.entries.set(key, { value, bytes });
    this.held += bytes;
    for (const oldest of this.entries.keys()) {
      if (this.held <= this.limit || oldest === key) break;
      this.delete(oldest);
    }
  }

  delete(key) {
    this.held -= this.entries.get(key)?.bytes ?? 0;
    this.entries.delete(key);
  }
}
