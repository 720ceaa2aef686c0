import { LiquidError, toValueSync } from "liquidjs";
import { Budget, type Limit, LimitReached, MAX_OUTPUT } from "@/lib/templates/budget";
import { misplaced, type Template } from "@/lib/templates/compile";
import { TemplateContext } from "@/lib/templates/context";
import { faultAt, type PlacedFault } from "@/lib/templates/fault";
import { LIQUID } from "@/lib/templates/liquid";
import { ValueRefused } from "@/lib/templates/media/medium";
import { namesOf, type TemplateScope } from "@/lib/templates/names";
import { InsertFailed } from "@/lib/templates/nodes";
import { Misplaced, TemplateWriter, type Written } from "@/lib/templates/template-writer";

export type Rendered =
  | { ok: true; text: string; written: readonly Written[] }
  | { ok: false; fault: PlacedFault };

export interface RenderOptions {
  /** Whether to note where each value stands, for who shows it. */
  noted?: boolean;
  budget?: Budget;
}

/** The template with its values filled in, or why that can't be; nothing of it ever throws. */
export function renderTemplate(
  template: Template,
  scope: TemplateScope,
  { noted = false, budget = new Budget() }: RenderOptions = {},
): Rendered {
  const writer = new TemplateWriter(template.medium, budget, noted);
  const context = new TemplateContext(namesOf(scope, template.fields), LIQUID, budget);
  let begin = 0;
  try {
    for (const node of template.nodes) {
      begin = node.token.begin;
      const rest = node.render(context, writer);
      if (rest !== undefined) toValueSync(rest);
      if (context.breakCalled || context.continueCalled) break;
    }
  } catch (error) {
    return { ok: false, fault: explain(template, begin, error) };
  }
  return { ok: true, text: writer.buffer, written: writer.written };
}

function explain(template: Template, begin: number, thrown: unknown): PlacedFault {
  const { source, medium } = template;
  const error = innermost(thrown);
  if (error instanceof LimitReached) return overLimit(source, begin, error.limit);
  if (!(error instanceof InsertFailed)) return notComputed(source, begin);
  const { insert, cause } = error;
  const at = insert.token.begin;
  const asWritten = shortened(source.slice(at, insert.token.end));
  if (cause instanceof Misplaced) return misplaced(source, insert, medium);
  if (cause instanceof ValueRefused) {
    return faultAt(source, at, `the value of ${asWritten} ${cause.message}`, cause.remedy);
  }
  const inside = innermost(cause);
  return inside instanceof LimitReached ? overLimit(source, at, inside.limit) : notComputed(source, at);
}

/** LiquidJS wraps what our own code throws, once for each tag around it. */
function innermost(thrown: unknown): unknown {
  let error = thrown;
  while (LiquidError.is(error) && error.originalError) error = error.originalError;
  return error;
}

/** Says nothing of LiquidJS's own words, which are about its inside. */
const notComputed = (source: string, begin: number) =>
  faultAt(
    source,
    begin,
    "the expression can't be computed with these values",
    "Check what its filters are given, for example with | default: '' in front.",
  );

const LIMITS: Record<Limit, string> = {
  steps: "the template takes more work than one request may",
  time: "the template takes longer than a second",
  output: `the template comes to more than ${(MAX_OUTPUT / 1_048_576).toLocaleString("en")} MiB`,
};

const overLimit = (source: string, begin: number, limit: Limit) =>
  faultAt(source, begin, LIMITS[limit], "Make its loops and lists shorter.");

const shortened = (text: string) => (text.length > 60 ? `${text.slice(0, 59)}…` : text);
