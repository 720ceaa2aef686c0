import type { Scope } from "@/lib/vocabulary";

export interface Address {
  publicUrl: string;
  clientId: number;
}

/**
 * A line for a shell that shows at once whether the key works: it posts an event, or reads the webhooks where the key
 * may not post. Undefined for a key that may do neither.
 */
export function firstCommand(
  { key, scopes }: { key: string; scopes: Scope[] },
  { publicUrl, clientId }: Address,
  dataCenterId: number,
): string | undefined {
  const authorization = `-H 'Authorization: Bearer ${key}'`;
  if (scopes.includes("events:write")) {
    const event = {
      type: "contact.became_contact",
      dataCenterId,
      contact: { id: 1353, email: "john.doe@example.org", properties: { FirstName: "John" } },
    };
    const body = `-H 'Content-Type: application/json' -d '${JSON.stringify(event)}'`;
    return `curl ${origin(publicUrl)}/api/internal/events ${authorization} ${body}`;
  }
  if (!scopes.includes("webhooks:read")) return undefined;
  return `curl ${origin(publicUrl)}/api/v1/${clientId}/webhooks ${authorization}`;
}

const origin = (url: string) => url.replace(/\/+$/, "");
