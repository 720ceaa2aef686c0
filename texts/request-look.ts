import type { ShownValue } from "@/lib/templates/explain-request";
import { plural } from "@/texts/plural";
import { ORIGIN_LABELS } from "./expressions";

const number = (text: string | undefined) => Number(text ?? 0) + 1;

/** Which field of the form a part of the request stands in. */
function place(path: string): string {
  const [, list, index] =
    /^(template\.parameters\.pairs|headers|scenario\.additional)\.(\d+)/.exec(path) ?? [];
  if (list === "template.parameters.pairs") return `Parameter ${number(index)}`;
  if (list === "headers") return `Header ${number(index)}`;
  if (list === "scenario.additional") return `Pair ${number(index)}`;
  return path === "url" ? "URL" : path === "template.body.template" ? "Body" : path;
}

/** The rendered request, beside its form and before it is sent. */
export const requestLook = {
  title: "The request",
  waiting: "Fill in the URL to see the request.",
  headers: "Headers",
  body: "Body",
  noBody: "No body.",
  moreHere: "Authentication, signature and content length are added when it is sent.",
  secretsMasked: "Secrets are masked here; they are sent as they are.",
  valuesTitle: "Where the values come from",
  noValues: "Nothing in it depends on the contact or the event.",
  columns: { expression: "Expression", value: "Value", from: "From" },
  empty: "empty",
  noValue: "No value",
  faults: "It can't be sent like this:",
  place,
  /** Only a body has lines. */
  placeAt: (path: string, { line, column }: Pick<ShownValue, "line" | "column">) =>
    place(path) === "Body" ? `Body, line ${line}, column ${column}` : place(path),
  source: ({ from, name, state }: ShownValue["sources"][number]) => {
    if (from === "nothing") return `Nothing that is chosen has ${name || "it"}`;
    const what = name ? `${ORIGIN_LABELS[from]}: ${name}` : ORIGIN_LABELS[from];
    if (state === "unknown") return `${what} (no such name is known)`;
    return state === "no_value" ? `${what} (not set)` : what;
  },
  fixed: "Fixed",
  left: (count: number) => `and ${plural(count, "value", "values")} more`,
} as const;
