import { type Medium, uniform, ValueRefused } from "@/lib/templates/media/medium";
import { textOf } from "@/lib/templates/value-text";

export const HEADER_MEDIUM: Medium = uniform("header", (value, budget) => headerText(textOf(value, budget)));

/** A header has no escapes: what would end it, or can't stand in it, fails the request (G9). */
function headerText(text: string): string {
  if (/[\r\n]/.test(text)) {
    throw new ValueRefused(
      "holds a line break",
      "Leave it out, or encode the value: | url_encode or | base64_encode.",
    );
  }
  if (/\p{Cc}/u.test(text)) {
    throw new ValueRefused(
      "holds a control character",
      "Correct the value where it comes from, or encode it: | url_encode or | base64_encode.",
    );
  }
  if (/[\u0100-\uffff]/.test(text)) {
    throw new ValueRefused(
      "holds characters that headers can't carry",
      "Send it in the body, or encode the value: | url_encode or | base64_encode.",
    );
  }
  return text;
}
