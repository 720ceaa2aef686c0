/** The smallest first; of equals none before the other. */
export class Heap<Item> {
  private readonly items: Item[] = [];

  constructor(private readonly keyOf: (item: Item) => number) {}

  get first(): Item | undefined {
    return this.items[0];
  }

  push(item: Item) {
    const { items, keyOf } = this;
    let at = items.push(item) - 1;
    while (at > 0) {
      const above = (at - 1) >> 1;
      if (keyOf(items[above] as Item) <= keyOf(item)) break;
      items[at] = items[above] as Item;
      at = above;
    }
    items[at] = item;
  }

  pop(): Item | undefined {
    const { items, keyOf } = this;
    const first = items[0];
    const last = items.pop();
    if (first === undefined || last === undefined || items.length === 0) return first;
    let at = 0;
    for (;;) {
      let below = 2 * at + 1;
      if (below >= items.length) break;
      const other = items[below + 1];
      if (other !== undefined && keyOf(other) < keyOf(items[below] as Item)) below++;
      if (keyOf(last) <= keyOf(items[below] as Item)) break;
      items[at] = items[below] as Item;
      at = below;
    }
    items[at] = last;
    return first;
  }
}
