import { filters as all, toValue } from "liquidjs";
import type { Budget } from "@/lib/templates/budget";
import { type FilterHandler, ownContext } from "@/lib/templates/context";
import { DATE_FILTERS } from "@/lib/templates/date-filters";
import { HASH_FILTERS } from "@/lib/templates/hash-filters";

/**
 * LiquidJS's filters, but for those that leave the path of plain values (`raw`, `inspect`), differ from call to call
 * (`sample`, `number_of_words`) or take a piece of template as text (`where_exp` and its like).
 */
const TEXTS = [
  ...["append", "prepend", "capitalize", "downcase", "upcase", "strip", "lstrip", "rstrip", "squish"],
  ...["strip_newlines", "strip_html", "normalize_whitespace", "newline_to_br", "truncate", "truncatewords"],
  ...["escape", "escape_once", "xml_escape", "url_encode", "url_decode", "cgi_escape", "uri_escape"],
  ...["slugify", "base64_encode", "base64_decode", "default"],
];
const NUMBERS = [
  ...["abs", "at_least", "at_most", "ceil", "floor", "round", "plus", "minus", "times", "divided_by"],
  ...["modulo", "to_integer"],
];
const LISTS = [
  ...["join", "first", "last", "reverse", "size", "compact", "concat", "push", "unshift", "pop", "shift"],
  ...["slice", "uniq", "array_to_sentence_string"],
];
/** They read a property of each item. */
const BY_PROPERTY = ["map", "sum", "where", "reject", "group_by", "has", "find", "find_index"];
/** They do too, and compare each with some of the others. */
const SORTING = ["sort", "sort_natural"];
/** They look for a text in another, which takes up to the product of both lengths. */
const SEARCHING = [
  ...["split", "remove", "remove_first", "remove_last", "replace", "replace_first", "replace_last"],
];

/** By name, as a template can use them. */
export const FILTERS: ReadonlyMap<string, FilterHandler> = new Map([
  ...each([...TEXTS, ...NUMBERS, ...LISTS], (handler) => handler),
  ...each(BY_PROPERTY, byProperty),
  ...each(SORTING, (handler) => byProperty(sorting(handler))),
  ...each(SEARCHING, searching),
  ...Object.entries({ ...DATE_FILTERS, ...HASH_FILTERS }).map(
    ([name, handler]) => [name, charged(handler)] as const,
  ),
  ["json", toJson] as const,
]);

export const FILTER_NAMES: readonly string[] = [...FILTERS.keys()].sort();

type Make = (handler: FilterHandler) => FilterHandler;

function each(names: string[], make: Make): [string, FilterHandler][] {
  return names.map((name) => {
    const handler = all[name];
    if (typeof handler !== "function") throw new Error(`LiquidJS has no filter ${name}.`);
    return [name, charged(make(handler))];
  });
}

/** Whatever a filter reads is paid for before it does. */
function charged(handler: FilterHandler): FilterHandler {
  return function (value, ...args) {
    const { budget } = ownContext(this.context);
    budget.spendOn(value);
    for (const arg of args) budget.spendOn(arg);
    return handler.call(this, value, ...args);
  };
}

/** A path of properties is read anew for each item; with brackets it would be an expression of its own. */
function byProperty(handler: FilterHandler): FilterHandler {
  return function (value, property, ...args) {
    const given = toValue(property) ?? "";
    if (typeof given === "object" || /[[(]/.test(String(given))) throw new Error("no name of a property");
    const path = String(given);
    if (Array.isArray(value)) ownContext(this.context).budget.spend((value.length * path.length) / 4);
    return handler.call(this, value, path === "" ? undefined : path, ...args);
  };
}

/** The items are read about so many times as their number has binary digits. */
function sorting(handler: FilterHandler): FilterHandler {
  return function (value, ...args) {
    const { budget } = ownContext(this.context);
    const times = Array.isArray(value) ? Math.ceil(Math.log2(value.length + 1)) : 0;
    for (let time = 0; time < times; time++) budget.spendOn(value);
    return handler.call(this, value, ...args);
  };
}

function searching(handler: FilterHandler): FilterHandler {
  return function (value, pattern, ...args) {
    spendOnSearch(ownContext(this.context).budget, value, pattern);
    return handler.call(this, value, pattern, ...args);
  };
}

/** V8 compares up to length × length characters: 13 s were measured for 400,000 and 200,000. */
export function spendOnSearch(budget: Budget, text: unknown, pattern: unknown): void {
  if (typeof text === "string" && typeof pattern === "string")
    budget.spend((text.length * pattern.length) / 64);
}

/** LiquidJS's own can be told to indent by so much that a small value takes all memory. */
function toJson(this: ThisParameterType<FilterHandler>, value: unknown): string {
  ownContext(this.context).budget.spendOn(value);
  return JSON.stringify(toValue(value) ?? null);
}
