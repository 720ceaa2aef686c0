import type { Role } from "@/lib/vocabulary";
import type { WebhookView } from "@/lib/webhooks/schema";

/** What a member may see of a webhook (decision 29): that it authenticates, not as whom or by which headers. */
export function withoutCredentials(webhook: WebhookView, role: Role): WebhookView {
  if (role === "administrator") return webhook;
  const { authentication } = webhook;
  return {
    ...webhook,
    authentication:
      authentication.type === "basic"
        ? { ...authentication, username: "" }
        : authentication.type === "headers"
          ? { ...authentication, headers: [] }
          : authentication,
    headers: webhook.headers.map((header) =>
      "value" in header ? header : { name: header.name, valueSet: header.valueSet, secret: true as const },
    ),
  };
}
