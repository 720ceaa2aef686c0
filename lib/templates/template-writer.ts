import type { Emitter } from "liquidjs";
import { type Budget, LimitReached, MAX_OUTPUT } from "@/lib/templates/budget";
import type { Medium } from "@/lib/templates/media/medium";
import type { Insert, Literal } from "@/lib/templates/nodes";

/** Where an expression's value stands in what was rendered. */
export interface Written {
  insert: Insert;
  at: number;
  length: number;
  /** It has no value: nothing was found at the end of its path. */
  missing: boolean;
}

/**
 * What a template is written into. It follows the place that the template's own text has led to, whichever branches
 * and loops brought it there, and writes each value as that place asks (decision 19).
 */
export class TemplateWriter implements Emitter {
  buffer = "";
  readonly written: Written[] = [];
  #place: number;

  constructor(
    private readonly medium: Medium,
    private readonly budget: Budget,
    private readonly noted: boolean,
  ) {
    this.#place = medium.start;
  }

  /** No tag of ours writes anything itself; if one did, its text would have no place. */
  write(text: unknown): void {
    throw new Error(`A tag wrote ${typeof text} into a template.`);
  }

  literal(literal: Literal): void {
    this.#append(literal.text);
    this.#place = literal.placeAfter(this.medium, this.#place);
  }

  insert(insert: Insert, value: unknown): void {
    if (this.medium.placeName(this.#place) === undefined) throw new Misplaced();
    const text = this.medium.write(this.#place, value, this.budget);
    if (this.noted) {
      const missing = value === undefined;
      this.written.push({ insert, at: this.buffer.length, length: text.length, missing });
    }
    this.#append(text);
  }

  #append(text: string): void {
    this.budget.spendOnText(text.length);
    this.buffer += text;
    if (this.buffer.length > MAX_OUTPUT) throw new LimitReached("output");
  }
}

/** The template's own text leaves no room for a value here. */
export class Misplaced extends Error {}
