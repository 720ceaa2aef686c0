import { LiquidError } from "liquidjs";
import { faultAt, type PlacedFault } from "@/lib/templates/fault";
import { FILTER_NAMES } from "@/lib/templates/filters";
import { ParseFault } from "@/lib/templates/parser";
import { TAG_NAMES } from "@/lib/templates/tags";

/**
 * What LiquidJS says, and what we say instead: its own words are about its inside. The first that fits.
 */
const WORDS: readonly [found: RegExp, message: string, remedy: string][] = [
  [
    /^output .* not closed/s,
    "the expression is not closed",
    "Write } at its end, and text inside it in quotes, as in ${firstname | default: 'friend'}.",
  ],
  [
    /^(tag|raw) .* not closed/s,
    "the tag is not closed",
    "Write %} at its end, and its counterpart after it, as in {% if email %} … {% endif %}.",
  ],
  [
    /^invalid value expression/,
    "there is nothing to write",
    "Name a field or a parameter, as in ${email} or ${event.orderId}.",
  ],
  [
    /^expected "\|" before filter|^unexpected|^expected ":"/,
    "the expression can't be read from here on",
    "Write a name, then filters after |, and text in quotes, as in ${email | default: 'none'}.",
  ],
  [
    /^expected filter name/,
    "the name of a filter is missing",
    "Write it after |, as in ${email | downcase}, or remove the |.",
  ],
  [/^\[ not closed/, "the bracket is not closed", "Write ], as in ${event['order id']}."],
  [
    /^invalid range|^unbalanced/,
    "the brackets can't be read",
    "A range such as (1..5) can stand in {% for %}; other round brackets have no meaning here.",
  ],
  [
    /^illegal tag: \{%-?\s*for/,
    "the loop can't be read",
    "Write it as in {% for item in event.items %} … {% endfor %}.",
  ],
  [
    /^expected variable name|^expected "="|^invalid capture name/,
    "the name to write into is missing",
    "Write it as in {% assign total = event.price | times: 2 %}.",
  ],
  [
    /^every line of an inline comment/,
    "each line of a comment begins with #",
    "Write {% comment %} … {% endcomment %} around several lines.",
  ],
  [
    /^there is no tag (end\w+|else|elsif|when)$/,
    "the tag ends or continues nothing",
    "Remove it, or write its beginning before it, as in {% if email %} … {% endif %}.",
  ],
  [/^there is no tag/, "", `Use one of ${TAG_NAMES.join(", ")}.`],
  [/^there is no filter/, "", `Use one of ${FILTER_NAMES.join(", ")}.`],
  [/nested/, "", "Take the tags apart, or shorten the expression."],
  [/^a range/, "", "Go through it with {% for i in (1..5) %} … {% endfor %}."],
  [/more than|longer than/, "", "Shorten the template."],
  [
    /method|toInteger|get takes/,
    "",
    "Write it as in $data.get('WH5').get('promocode') or ${data.WH5.promocode}.",
  ],
];

const UNREADABLE = "the template can't be read from here on";
const SYNTAX = "Write expressions as in ${email | default: 'none'}, tags as in {% if email %} … {% endif %}.";

/** What stopped the parser, as a fault. */
export function explainParseError(source: string, error: unknown): PlacedFault {
  if (error instanceof ParseFault) return worded(source, error.begin, error.message);
  if (LiquidError.is(error)) return worded(source, error.token.begin, error.message);
  throw error;
}

function worded(source: string, begin: number, said: string): PlacedFault {
  for (const [found, message, remedy] of WORDS) {
    if (found.test(said)) return faultAt(source, begin, message || said, remedy);
  }
  return faultAt(source, begin, UNREADABLE, SYNTAX);
}
