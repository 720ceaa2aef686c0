/** Whose events go one after another: the contact, where the webhook asks for that order. */
export const orderKeyOf = (
  orderBy: "none" | "webhook" | "contact",
  event: { contactId: string | null; contactEmail: string | null },
) => (orderBy === "contact" ? (event.contactId ?? event.contactEmail) : null);
