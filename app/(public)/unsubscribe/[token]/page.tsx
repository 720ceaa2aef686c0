import type { Metadata } from "next";
import { isProblem } from "@/lib/errors";
import { getInstance } from "@/lib/instance";
import { findUnsubscribe } from "@/lib/messages/unsubscribe";
import { unsubscribe as t } from "@/texts/unsubscribe";
import { UnknownLink } from "./_components/unknown-link";
import { Unsubscribe } from "./_components/unsubscribe";

export const metadata: Metadata = { title: t.title, robots: { index: false } };

interface Props {
  params: Promise<{ token: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** Where a link *Unsubscribe* leads: looking changes nothing, a button does. */
export default async function UnsubscribePage({ params, searchParams }: Props) {
  const [{ token }, { mail }] = [await params, await searchParams];
  const view = await findUnsubscribe(await getInstance(), token).catch((error: unknown) => {
    if (isProblem(error) && error.status === 404) return null;
    throw error;
  });
  if (!view) return <UnknownLink />;
  return <Unsubscribe token={token} mail={typeof mail === "string" ? mail : null} {...view} />;
}
