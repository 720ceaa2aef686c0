import { compileTemplate } from "@/lib/templates/compile";
import { addressOfTemplate } from "@/lib/templates/compile-request";
import type { WebhookSettings } from "./schema";

/** The URL as far as it can be judged before there are values: with a stand-in for each expression (S4.17). */
export function addressOf({ url, delivery }: Pick<WebhookSettings, "url" | "delivery">): string {
  if (delivery.payloadStyle !== "template") return url;
  const compiled = compileTemplate(url, "url", { fields: [], answers: false });
  // What doesn't parse is told by the templates' own check.
  return compiled.ok ? addressOfTemplate(compiled.template) : url;
}
