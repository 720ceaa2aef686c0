import { Stack } from "@mantine/core";
import type { Metadata } from "next";
import { PageHeader } from "@/components/ui/page-header";
import { listSessions } from "@/lib/accounts/list-sessions";
import { secondFactorOf } from "@/lib/accounts/second-factor";
import { requireVisitor } from "@/lib/accounts/visitor";
import { getInstance } from "@/lib/instance";
import { profile as t } from "@/texts/profile";
import { NameSection } from "./_components/name-section";
import { PasswordSection } from "./_components/password-section";
import { SecondFactorSection } from "./_components/second-factor-section";
import { SessionsSection } from "./_components/sessions-section";

export const metadata: Metadata = { title: t.title };

export default async function ProfilePage() {
  const { user, sessionId } = await requireVisitor();
  const tidings = await getInstance();
  const [codesLeft, sessions] = await Promise.all([
    secondFactorOf(tidings, user.id),
    listSessions(tidings, user.id, sessionId),
  ]);
  return (
    <Stack gap="xl" maw={860}>
      <PageHeader trail={[{ label: t.title }]} title={t.title} />
      <NameSection name={user.name} email={user.email} />
      <PasswordSection email={user.email} />
      <SecondFactorSection email={user.email} codesLeft={codesLeft} />
      <SessionsSection sessions={sessions} />
    </Stack>
  );
}
