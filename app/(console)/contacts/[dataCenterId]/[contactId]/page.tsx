import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { requireVisitor } from "@/lib/accounts/visitor";
import { callerOf } from "@/lib/action";
import { findContact } from "@/lib/contacts/find";
import { listGroups } from "@/lib/contacts/groups";
import { findList } from "@/lib/data-centers/find";
import { isProblem } from "@/lib/errors";
import { listEventRows } from "@/lib/events/list";
import { getInstance } from "@/lib/instance";
import { findStanding } from "@/lib/messages/find-standing";
import { contacts as t } from "@/texts/contacts";
import { ContactCard } from "./_components/contact-card";

interface Props {
  params: Promise<{ dataCenterId: string; contactId: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const contact = await read(await params);
  return { title: `${contact.name || contact.email || contact.id} · ${t.title}` };
}

/** How many of the newest events the card names. */
const EVENTS = 10;

export default async function Contact({ params }: Props) {
  const visitor = await requireVisitor();
  const contact = await read(await params);
  const caller = callerOf(await getInstance(), visitor);
  const [{ groups }, { fields }, { rows }, standing] = await Promise.all([
    listGroups(caller, contact.dataCenterId),
    findList(caller, contact.dataCenterId, "fields"),
    listEventRows(caller, { q: contact.id, dataCenterId: contact.dataCenterId, limit: EVENTS }),
    findStanding(caller, contact.dataCenterId, contact),
  ]);
  return (
    <ContactCard
      contact={contact}
      standing={standing}
      groups={groups.map(({ id, name }) => ({ id, name }))}
      fields={fields.map(({ code, label }) => ({ code, label }))}
      events={rows.map(({ id, type, acceptedAt }) => ({ id, type, acceptedAt }))}
      administrator={visitor.role === "administrator"}
    />
  );
}

/** Once a request. */
const read = cache(async ({ dataCenterId, contactId }: { dataCenterId: string; contactId: string }) => {
  const visitor = await requireVisitor();
  try {
    const id = decodeURIComponent(contactId);
    return await findContact(callerOf(await getInstance(), visitor), dataCenterId, id);
  } catch (error) {
    if ((isProblem(error) && error.status === 404) || error instanceof URIError) notFound();
    throw error;
  }
});
