import { Tag, type Template } from "liquidjs";
import type { Medium } from "@/lib/templates/media/medium";
import { Insert, Literal, Text } from "@/lib/templates/nodes";
import { branchesOf } from "@/lib/templates/tags";

/** Where each expression of a template can find itself; what is captured stands nowhere yet. */
export type Places = ReadonlyMap<Insert, ReadonlySet<number>>;

/**
 * Reads the template's own text along every way that branches and loops can take. A loop may go round any number of
 * times, and whether a branch is taken is not known here, so there may be more places than will ever come about.
 */
export function placeInserts(nodes: readonly Template[], medium: Medium): Places {
  const walk = new Walk(medium);
  walk.along(nodes, medium.start);
  return walk.places;
}

class Walk {
  readonly places = new Map<Insert, Set<number>>();
  /** Each tag is read once from each place. */
  readonly #ends = new Map<Tag, Map<number, ReadonlySet<number>>>();

  constructor(private readonly medium: Medium) {}

  /** Where these nodes can lead to from here. */
  along(nodes: readonly Template[], from: number): ReadonlySet<number> {
    let places: ReadonlySet<number> = new Set([from]);
    for (const node of nodes) places = union([...places].map((place) => this.#after(node, place)));
    return places;
  }

  #after(node: Template, place: number): ReadonlySet<number> {
    if (node instanceof Text) return this.along(node.parts, place);
    if (node instanceof Literal) return new Set([node.placeAfter(this.medium, place)]);
    if (node instanceof Insert) return this.#note(node, place);
    if (!(node instanceof Tag)) return new Set([place]);
    return this.#afterTag(node, place);
  }

  #afterTag(tag: Tag, from: number): ReadonlySet<number> {
    const known = this.#ends.get(tag)?.get(from);
    if (known) return known;
    const branches = branchesOf(tag);
    const reached = new Set([from]);
    // A set is gone through in the order in which it grows, so that what a round reaches begins another one.
    for (const place of reached) {
      for (const branch of branches) for (const end of this.along(branch, place)) reached.add(end);
    }
    this.#ends.set(tag, (this.#ends.get(tag) ?? new Map()).set(from, reached));
    return reached;
  }

  #note(insert: Insert, place: number): ReadonlySet<number> {
    this.places.set(insert, (this.places.get(insert) ?? new Set()).add(place));
    return new Set([place]);
  }
}

const union = (sets: ReadonlySet<number>[]) => new Set(sets.flatMap((set) => [...set]));
