import { expect, it } from "vitest";
import { contactText, deliveryStateLabel, lastResultText } from "./deliveries";

const run = (verdict: "succeeded" | "failed", reason: string | null, statusCode: number | null) =>
  ({ lastRun: { id: crypto.randomUUID(), verdict, reason, statusCode }, reason }) as never;

it.each([
  [run("succeeded", null, 204), "Answered 204"],
  [run("failed", "status_not_accepted", 500), "Error in the endpoint (500)"],
  [run("failed", "status_not_accepted", 418), "Refused with 418"],
  [run("failed", "dns_lookup_failed", null), "Host name not found"],
  [{ lastRun: null, reason: "webhook_not_active" as const }, "Webhook not active"],
  [{ lastRun: null, reason: null }, "–"],
])("the last result of a delivery in words: %#", (delivery, text) => {
  expect(lastResultText(delivery)).toBe(text);
});

it("a state is a word, a contact its e-mail or its id", () => {
  expect(deliveryStateLabel("failed")).toBe("Given up");
  expect(contactText({ contactId: "7", contactEmail: "eve@example.org" })).toBe("eve@example.org");
  expect(contactText({ contactId: "7", contactEmail: null })).toBe("id 7");
  expect(contactText({ contactId: null, contactEmail: null })).toBe("No contact");
});
