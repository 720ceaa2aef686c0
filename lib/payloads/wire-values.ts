import type { Json } from "@/lib/vocabulary";

/** ISO 8601 in whole seconds, as in every printed sample; a started second counts as that second. */
export function wholeSeconds(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, -".000Z".length)}Z`;
}

/**
 * Ids are text for us, but a receiver expects a number where the sample shows one. Only the usual spelling
 * of a safe integer becomes one: "007" or a 20-digit id would reach the receiver as another id.
 */
export function numberIfSafe(text: string): string | number {
  const number = Number(text);
  return Number.isSafeInteger(number) && String(number) === text ? number : text;
}

/** The same for a value of an event's data, which may have been posted as text or as a number. */
export const numberWhereSafe = (value: Json | undefined) =>
  typeof value === "string" ? numberIfSafe(value) : value;

/** A time that was posted as text, in whole seconds UTC; what is none is left out. */
export function secondsIn(value: Json | undefined): string | undefined {
  const milliseconds = typeof value === "string" ? Date.parse(value) : Number.NaN;
  return Number.isNaN(milliseconds) ? undefined : wholeSeconds(milliseconds);
}
