"use client";

import { Button } from "@mantine/core";
import { IconSend } from "@tabler/icons-react";
import { useState } from "react";
import { DraftRequestTest } from "@/components/test-request/draft-request-test";
import { workflowWebhookForm as t } from "@/texts/workflow-webhook-form";
import { useRequestDraft } from "./use-request-draft";

interface Props {
  onNested: (open: boolean) => void;
  /** Something of the form is missing, and is marked. */
  onIncomplete: () => void;
}

/** S4.26: tries what stands in the form, once it is complete enough to be sent. */
export function SendTestButton({ onNested, onIncomplete }: Props) {
  const { judge } = useRequestDraft();
  const [opened, setOpened] = useState(false);
  const open = (next: boolean) => {
    setOpened(next);
    onNested(next);
  };
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconSend size={16} aria-hidden />}
        onClick={() => (judge() ? open(true) : onIncomplete())}
      >
        {t.sendTest}
      </Button>
      <DraftRequestTest opened={opened} onClose={() => open(false)} />
    </>
  );
}
