import { Context, type Liquid } from "liquidjs";
import type { Budget } from "@/lib/templates/budget";
import { readOwn } from "@/lib/templates/read-own";

/** What names mean while a template is rendered (lib/templates/names.ts). */
export interface Names {
  /** Seconds and dates called "now" are of this moment, in milliseconds since 1970. */
  now: number;
  find(name: string): unknown;
  /** A path's first two steps at once, where there is more to it than reading a property. */
  findWithin?(name: string, key: string): { value: unknown } | undefined;
}

type Frame = Record<PropertyKey, unknown>;
type Limiter = NonNullable<ConstructorParameters<typeof Context>[3]>["memoryLimit"];

/**
 * LiquidJS's context with our own way of reading: names come from what we hand over, everything below them is own
 * properties, and what it makes is charged to the budget.
 */
export class TemplateContext extends Context {
  readonly #frames: Frame[] = [Object.create(null)];
  readonly #liquid: Liquid;

  constructor(
    readonly names: Names,
    liquid: Liquid,
    readonly budget: Budget,
  ) {
    const limiter = budget as unknown as Limiter;
    super({}, liquid.options, { sync: true }, { memoryLimit: limiter, renderLimit: limiter, liquid });
    this.#liquid = liquid;
  }

  /** The value at the end of a path, undefined if any step is missing. */
  find(path: readonly unknown[]): unknown {
    const [root, second] = path;
    if (typeof root !== "string") return undefined;
    const frame = this.#frames.findLast((each) => Object.hasOwn(each, root));
    if (!frame && typeof second === "string") {
      const found = this.names.findWithin?.(root, second);
      if (found) return readAlong(found.value, path, 2);
    }
    return readAlong(frame ? frame[root] : this.names.find(root), path, 1);
  }

  /** LiquidJS takes a value where it expects steps towards one, and no value of ours has methods. */
  override _get(path: Parameters<Context["_get"]>[0]): IterableIterator<unknown> {
    return this.find(path) as IterableIterator<unknown>;
  }

  override _getFromScope(
    scope: unknown,
    path: Parameters<Context["_getFromScope"]>[1],
  ): IterableIterator<unknown> {
    const steps = typeof path === "string" ? path.split(".") : path;
    return readAlong(scope, steps, 0) as IterableIterator<unknown>;
  }

  override readProperty(holder: unknown, key: unknown): unknown {
    return readOwn(holder, key);
  }

  override push(frame: object): number {
    return this.#frames.push(frame as Frame);
  }

  override pop(): Frame | undefined {
    return this.#frames.pop();
  }

  override bottom(): Frame {
    return this.#frames[0] as Frame;
  }

  /** For the filters that look into the items of a list: names are the item's properties. */
  override spawn(item?: object): TemplateContext {
    const { now } = this.names;
    return new TemplateContext({ now, find: (name) => readOwn(item, name) }, this.#liquid, this.budget);
  }
}

function readAlong(start: unknown, path: readonly unknown[], from: number): unknown {
  let value = start;
  for (let at = from; at < path.length; at++) value = readOwn(value, path[at]);
  return value;
}

/** Filters and tags are only ever called with our own context. */
export const ownContext = (context: Context) => context as TemplateContext;

/** A filter as LiquidJS calls it. */
export type FilterHandler = Extract<Parameters<Liquid["registerFilter"]>[1], (...args: never[]) => unknown>;
