import type { RenderableContact } from "@/lib/payloads/renderable-event";

/** Who samples are about, as printed in docs/events.md. */
export const JOHN: RenderableContact = {
  id: "1353",
  email: "john.doe@example.org",
  properties: { FirstName: "John", LastName: "Doe" },
};

export const RECIPIENT: RenderableContact = {
  id: "123456789005",
  email: "john.doe@example.org",
  properties: {},
};

/** John with more of his properties. */
export const johnWith = (properties: RenderableContact["properties"]): RenderableContact => ({
  ...JOHN,
  properties: { ...JOHN.properties, ...properties },
});
