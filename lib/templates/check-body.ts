import { SaxesParser } from "saxes";
import { explainJson } from "@/lib/events/parse-json-fault";
import type { PlacedFault } from "@/lib/templates/fault";
import type { BodyFormat } from "@/lib/templates/schema";

export const CONTENT_TYPES = {
  json: "application/json",
  xml: "application/xml; charset=utf-8",
  text: "text/plain; charset=utf-8",
} as const satisfies Record<Exclude<BodyFormat, "none">, string>;

/** What is wrong with a body as it would be sent; its lines are those of the body, not of the template. */
export function checkBody(format: Exclude<BodyFormat, "none">, body: string): PlacedFault | undefined {
  if (format === "json") return checkJson(body);
  return format === "xml" ? checkXml(body) : undefined;
}

function checkJson(body: string): PlacedFault | undefined {
  try {
    JSON.parse(body);
    return undefined;
  } catch {
    return {
      message: explainJson(body).message,
      remedy:
        "Correct the template there. A value of its own needs no quotes: with ${…} outside of quotes, text gets them by itself.",
    };
  }
}

function checkXml(body: string): PlacedFault | undefined {
  const parser = new SaxesParser({ position: true });
  let found: PlacedFault | undefined;
  parser.on("error", (error) => {
    found ??= {
      message: `The body is not well-formed XML: ${withWords(error.message)}`,
      remedy: "Correct the template there: one root element, each tag closed, attributes in quotes.",
    };
  });
  parser.write(body).close();
  return found;
}

/** saxes says `3:7: unexpected close tag.` and counts columns from 0. */
const withWords = (message: string) =>
  message.replace(/^(\d+):(\d+): /, (_, line, column) => `line ${line}, column ${Number(column) + 1}: `);
