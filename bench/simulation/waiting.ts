import type { Deliveries } from "./deliveries";

/** What waits for one webhook, in the order of acceptance, which is that of the ids. */
export class Waiting {
  private ids: number[] = [];
  /** Nothing is due before; lets a look that would find nothing cost nothing. */
  private earliest = Number.POSITIVE_INFINITY;

  constructor(private readonly deliveries: Deliveries) {}

  get size() {
    return this.ids.length;
  }

  get oldest(): number | undefined {
    return this.ids[0];
  }

  add(id: number) {
    const { ids } = this;
    this.earliest = Math.min(this.earliest, this.deliveries.nextAttemptAt[id] as number);
    if (ids.length === 0 || id > (ids.at(-1) as number)) {
      ids.push(id);
      return;
    }
    let low = 0;
    let high = ids.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ids[middle] as number) < id) low = middle + 1;
      else high = middle;
    }
    ids.splice(low, 0, id);
  }

  first(count: number): number[] {
    return this.ids.slice(0, count);
  }

  /** What is due, the longest due first. */
  due(now: number, limit: number): number[] {
    if (this.earliest > now) return [];
    const { nextAttemptAt } = this.deliveries;
    const due = this.ids.filter((id) => (nextAttemptAt[id] as number) <= now);
    due.sort((a, b) => (nextAttemptAt[a] as number) - (nextAttemptAt[b] as number) || a - b);
    return due.slice(0, limit);
  }

  nextDueAt(): number | null {
    if (this.ids.length === 0) return null;
    const { nextAttemptAt } = this.deliveries;
    let next = Number.POSITIVE_INFINITY;
    for (const id of this.ids) next = Math.min(next, nextAttemptAt[id] as number);
    this.earliest = next;
    return next;
  }

  remove(gone: number[]) {
    if (gone.length === 0) return;
    if (gone.every((id, index) => this.ids[index] === id)) {
      this.ids.splice(0, gone.length);
      return;
    }
    const set = new Set(gone);
    this.ids = this.ids.filter((id) => !set.has(id));
  }

  /** Takes out what fits. */
  takeOut(fits: (id: number) => boolean): number[] {
    const out = this.ids.filter(fits);
    this.remove(out);
    return out;
  }

  each(change: (id: number) => void) {
    for (const id of this.ids) change(id);
    this.earliest = Number.NEGATIVE_INFINITY;
  }
}
