import {
  AssignTag,
  BreakTag,
  CaptureTag,
  CaseTag,
  CommentTag,
  type Context,
  ContinueTag,
  type Emitter,
  evalTokenValue,
  ForTag,
  IfTag,
  InlineCommentTag,
  type Tag,
  type Template,
  TypeGuards,
  UnlessTag,
} from "liquidjs";
import type { Budget } from "@/lib/templates/budget";
import { ownContext } from "@/lib/templates/context";

/** What an iteration costs besides what is in it. */
const ITERATION = 10;

/**
 * LiquidJS's own would be at a range like (9007199254740992..9007199254740993) for ever, whose numbers can't be
 * counted up, and copies a list for each of its options.
 */
class CountedForTag extends ForTag {
  override *render(given: Context, emitter: Emitter): Generator<unknown, void, Template[]> {
    const context = ownContext(given);
    const items = yield* this.#items(given, context.budget);
    if (items.length === 0) {
      yield this.liquid.renderer.renderTemplates(this.elseTemplates, given, emitter);
      return;
    }
    const frame: Record<string, unknown> = Object.create(null);
    context.push(frame);
    for (const [at, item] of items.entries()) {
      context.budget.spend(ITERATION);
      frame.forloop = positionOf(at, items.length);
      frame[this.variable] = item;
      context.continueCalled = context.breakCalled = false;
      yield this.liquid.renderer.renderTemplates(this.templates, given, emitter);
      if (context.breakCalled) break;
    }
    context.continueCalled = context.breakCalled = false;
    context.pop();
  }

  *#items(context: Context, budget: Budget): Generator<unknown, unknown[], Template[]> {
    const options = (yield this.hash.render(context)) as unknown as Record<string, unknown>;
    const all = TypeGuards.isRangeToken(this.collection)
      ? numbersBetween(
          yield evalTokenValue(this.collection.lhs, context),
          yield evalTokenValue(this.collection.rhs, context),
          budget,
        )
      : listOf(yield evalTokenValue(this.collection, context), budget);
    const from = wholeNumber(options.offset) ?? 0;
    const count = wholeNumber(options.limit) ?? all.length;
    const chosen = all.slice(from, from + count);
    return options.reversed ? chosen.reverse() : chosen;
  }
}

function numbersBetween(low: unknown, high: unknown, budget: Budget): number[] {
  const [from, to] = [Math.trunc(Number(low)), Math.trunc(Number(high))];
  if (!Number.isSafeInteger(from) || !Number.isSafeInteger(to) || to < from) return [];
  budget.spend(to - from + 1);
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

/** What can be gone through: a list's items, an object's names with their values, a text as one item. */
function listOf(value: unknown, budget: Budget): unknown[] {
  if (typeof value === "string") return value === "" ? [] : [value];
  if (typeof value !== "object" || value === null) return [];
  const items = Array.isArray(value) ? value : Object.entries(value);
  budget.spend(items.length);
  return items;
}

function wholeNumber(value: unknown): number | undefined {
  const number = value === undefined || value === null ? Number.NaN : Math.trunc(Number(value));
  return Number.isNaN(number) ? undefined : Math.max(0, number);
}

const positionOf = (at: number, length: number) => ({
  index: at + 1,
  index0: at,
  rindex: length - at,
  rindex0: length - at - 1,
  first: at === 0,
  last: at === length - 1,
  length,
});

/** By name, as a template can use them: no files, no counters beside the values, no output but of expressions. */
export const TAGS = {
  assign: AssignTag,
  break: BreakTag,
  capture: CaptureTag,
  case: CaseTag,
  comment: CommentTag,
  continue: ContinueTag,
  for: CountedForTag,
  if: IfTag,
  unless: UnlessTag,
  "#": InlineCommentTag,
};

/** `raw` is the parser's: what stands in it is text. */
export const TAG_NAMES: readonly string[] = [
  ...Object.keys(TAGS).filter((name) => name !== "#"),
  "raw",
].sort();

/** The parts of a tag that write where it stands. Which of them do is known when it is rendered. */
export function branchesOf(tag: Tag): Template[][] {
  if (tag instanceof IfTag || tag instanceof UnlessTag || tag instanceof CaseTag) {
    return [...tag.branches.map(({ templates }) => templates), tag.elseTemplates ?? []];
  }
  return tag instanceof ForTag ? [tag.templates, tag.elseTemplates] : [];
}
