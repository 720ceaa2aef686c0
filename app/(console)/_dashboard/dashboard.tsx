"use client";

import { Group, Stack, Text, Title } from "@mantine/core";
import { IconCircleCheck } from "@tabler/icons-react";
import type { Attention, Today } from "@/lib/dashboard/schema";
import { paths } from "@/lib/paths";
import type { Plan, Role } from "@/lib/vocabulary";
import { dashboard as t } from "@/texts/dashboard";
import { FirstSteps } from "./first-steps";
import { Notice, type NoticeFacts } from "./notice";
import { noticesOf } from "./notices-of";
import { TodayTiles } from "./today-tiles";

interface Props {
  role: Role;
  plan: Plan;
  attention: Attention;
  today: Today;
}

export function Dashboard({ role, plan, attention, today }: Props) {
  const free = plan === "free";
  const notices = [...(free ? [FREE_PLAN] : []), ...noticesOf(attention)];
  const newcomer = !free && attention.webhooks === 0;
  return (
    <Stack gap="xl" mt="lg">
      {notices.length > 0 ? (
        <Section title={t.attentionOf(notices.length)} notices={notices} />
      ) : (
        !newcomer && <Quiet />
      )}
      {newcomer && <FirstSteps administrator={role === "administrator"} />}
      <TodayTiles today={today} />
      {attention.mailsAreKept && <Section title={t.notes} notices={[MAILS_ARE_KEPT]} />}
    </Stack>
  );
}

const FREE_PLAN: NoticeFacts = {
  ...{ key: "plan", tone: "warning", title: t.freePlan.title, text: t.freePlan.text },
  action: { label: t.freePlan.button, href: paths.webhooks() },
};

const MAILS_ARE_KEPT: NoticeFacts = {
  ...{ key: "mail", tone: "note", title: t.mailsAreKept.title, text: t.mailsAreKept.text },
  action: { label: t.mailsAreKept.button, href: paths.outbox() },
};

function Section({ title, notices }: { title: string; notices: NoticeFacts[] }) {
  return (
    <Stack gap="sm" component="section" aria-label={title}>
      <Title order={2}>{title}</Title>
      <Stack gap="xs" component="ul" p={0} m={0} style={{ listStyle: "none" }}>
        {notices.map(({ key, ...facts }) => (
          <Notice key={key} {...facts} />
        ))}
      </Stack>
    </Stack>
  );
}

function Quiet() {
  return (
    <Group gap="sm" wrap="nowrap" align="flex-start" component="section" aria-label={t.quiet}>
      <IconCircleCheck
        size={28}
        aria-hidden
        color="light-dark(var(--mantine-color-teal-8), var(--mantine-color-teal-4))"
        style={{ flex: "none" }}
      />
      <Stack gap={2}>
        <Title order={2}>{t.quiet}</Title>
        <Text c="dimmed">{t.quietText}</Text>
      </Stack>
    </Group>
  );
}
