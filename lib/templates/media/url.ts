import { type Medium, uniform, wellFormed } from "@/lib/templates/media/medium";
import { textOf } from "@/lib/templates/value-text";

export const URL_MEDIUM: Medium = uniform("url", (value, budget) => urlComponent(textOf(value, budget)));

/** Nothing in it is a separator of a URL any more; RFC 3986's reserved signs included. */
export const urlComponent = (text: string): string =>
  encodeURIComponent(wellFormed(text)).replace(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
