"use client";

import { List } from "@mantine/core";
import { useState } from "react";
import { Disclosure } from "@/components/webhook-form/disclosure";
import { workflowWebhookForm } from "@/texts/workflow-webhook-form";

const t = workflowWebhookForm.help;

/** What to have at hand (S5.10, S5.11); open for who makes one. */
export function BeforeYouStart({ opened: openedAtFirst }: { opened: boolean }) {
  const [opened, setOpened] = useState(openedAtFirst);
  return (
    <Disclosure title={t.title} note="" expanded={opened} onToggle={() => setOpened(!opened)}>
      <List size="sm" spacing={4} pt="xs">
        {t.lines.map((line) => (
          <List.Item key={line}>{line}</List.Item>
        ))}
      </List>
    </Disclosure>
  );
}
