import { type Context, type Emitter, type Template, Token, TokenKind } from "liquidjs";
import { LimitReached } from "@/lib/templates/budget";
import { ownContext, type TemplateContext } from "@/lib/templates/context";
import type { Medium } from "@/lib/templates/media/medium";
import { TemplateWriter } from "@/lib/templates/template-writer";
import { textOf } from "@/lib/templates/value-text";

/** A piece of a template, by its place in the source. */
export class Piece extends Token {
  constructor(source: string, begin: number, end: number) {
    super(TokenKind.HTML, source, begin, end);
  }
}

/** The template's own text. */
export class Literal implements Template {
  readonly #after: (number | undefined)[] = [];

  constructor(
    readonly token: Token,
    readonly text: string,
  ) {}

  /** Read once for each place that it is reached from. */
  placeAfter(medium: Medium, place: number): number {
    const known = this.#after[place];
    if (known !== undefined) return known;
    const after = medium.advance(place, this.text);
    this.#after[place] = after;
    return after;
  }

  render(_: Context, emitter: Emitter): void {
    if (emitter instanceof TemplateWriter) emitter.literal(this);
    else emitter.write(this.text);
  }
}

/** Names that a value is read from, for those that want to know: each a path such as `event.orderId`. */
export interface Variable {
  path: readonly unknown[];
  begin: number;
  end: number;
}

/** Where a value is put in: `${…}`, `%FIELD%` or a printed reference. */
export class Insert implements Template {
  constructor(
    readonly token: Token,
    readonly variables: readonly Variable[],
    private readonly evaluate: (context: TemplateContext) => unknown,
    private readonly cost: number,
  ) {}

  render(given: Context, emitter: Emitter): void {
    const context = ownContext(given);
    context.budget.spend(this.cost);
    try {
      const value = this.evaluate(context);
      if (emitter instanceof TemplateWriter) emitter.insert(this, value);
      else emitter.write(textOf(value, context.budget));
    } catch (error) {
      throw error instanceof LimitReached || error instanceof InsertFailed
        ? error
        : new InsertFailed(this, error);
    }
  }
}

/** A run of text between expressions, and what is put into it. */
export class Text implements Template {
  constructor(
    readonly token: Token,
    readonly parts: readonly (Literal | Insert)[],
  ) {}

  render(context: Context, emitter: Emitter): void {
    for (const part of this.parts) part.render(context, emitter);
  }
}

/** The texts, expressions and tags of a template's outermost level. */
export const partsOf = (nodes: readonly Template[]): Template[] =>
  nodes.flatMap((node) => (node instanceof Text ? [...node.parts] : [node]));

/** An expression that could not be evaluated, or whose value can't be written where it stands. */
export class InsertFailed extends Error {
  constructor(
    readonly insert: Insert,
    override readonly cause: unknown,
  ) {
    super("insert failed");
  }
}
