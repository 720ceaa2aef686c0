import type { Metadata } from "next";
import { AutomationOff } from "@/app/(console)/automation/workflows/_components/automation-off";
import { TRAILS } from "@/app/(console)/rooms";
import { messages as t } from "@/texts/messages";
import { MessagesRoom } from "../_components/messages-room";
import { openMessages } from "../open-messages";

export const metadata: Metadata = { title: t.templates };

export default async function TemplatesPage() {
  const opened = await openMessages();
  if ("why" in opened) return <AutomationOff why={opened.why} trail={TRAILS.messages} title={t.title} />;
  return <MessagesRoom kind="template" {...opened} />;
}
