/**
 * What one rendering may cost. Work is counted rather than timed, so that the same template with the same values ends
 * at the same place on every machine; a step takes 10 to 200 ns. The clock is only there for what counting overlooks.
 */
export const MAX_STEPS = 1_000_000;
export const MAX_OUTPUT = 1_048_576;
export const MAX_MILLIS = 1_000;

/** Of a text, so many characters are one step. */
const CHARACTERS = 4;
const LOOKS_BETWEEN = 256;

export type Limit = "steps" | "output" | "time";

export class LimitReached extends Error {
  constructor(readonly limit: Limit) {
    super(`limit reached: ${limit}`);
  }
}

export class Budget {
  #spent = 0;
  #calls = 0;
  readonly #deadline: number;

  /** LiquidJS calls it before it allocates, under the name of a limiter of its own. */
  readonly use = (count: number): void => this.spend(count);
  readonly check = (): void => {};

  constructor(private readonly clock: () => number = () => performance.now()) {
    this.#deadline = clock() + MAX_MILLIS;
  }

  get spent(): number {
    return this.#spent;
  }

  spend(steps: number): void {
    if (steps > 0) this.#spent += steps;
    if (this.#spent > MAX_STEPS) throw new LimitReached("steps");
    this.#calls++;
    if (this.#calls % LOOKS_BETWEEN === 0 && this.clock() > this.#deadline) throw new LimitReached("time");
  }

  /** For so much text to be read or made. */
  spendOnText(length: number): void {
    this.spend(1 + length / CHARACTERS);
  }

  /**
   * For a value to be read as a whole. Lists may hold the same list many times, so that few bytes stand for
   * gigabytes: each is counted wherever it stands, and no further than the budget goes.
   */
  spendOn(value: unknown): void {
    if (typeof value === "string") this.spendOnText(value.length);
    else if (typeof value === "object" && value !== null) this.#spendOnAll(value);
    else this.spend(1);
  }

  #spendOnAll(value: object): void {
    const open: object[] = [value];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      const keys = Array.isArray(next) ? [] : Object.keys(next);
      const children: unknown[] = Array.isArray(next) ? next : Object.values(next);
      this.spend(1 + children.length);
      for (const key of keys) this.spendOnText(key.length);
      for (const child of children) {
        if (typeof child === "string") this.spendOnText(child.length);
        else if (typeof child === "object" && child !== null) open.push(child);
      }
    }
  }
}
