"use client";

import { Stack, Text } from "@mantine/core";
import { useState } from "react";
import { MailShown } from "@/components/messages/mail-shown";
import { WayEntry, WayList } from "@/components/passages/way-entry";
import { RequestShown } from "@/components/test-request/request-shown";
import { Disclosure } from "@/components/webhook-form/disclosure";
import { findStep } from "@/lib/workflows/edit-steps";
import type { Rehearsal } from "@/lib/workflows/rehearsal-schema";
import { rehearsal as t } from "@/texts/rehearsal";
import { useEditor } from "./editor";
import type { Said } from "./rehearsal";
import { RehearsedChoice } from "./rehearsed-choice";

interface Props {
  result: Rehearsal;
  said: Said;
  onSay(said: Said): void;
}

/** Entry by entry, as the page of a passage would tell it, with what can be chosen otherwise. */
export function RehearsedWay({ result, said, onSay }: Props) {
  const { definition, names } = useEditor();
  const { way, ended } = result;
  if (way.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        {t.empty}
      </Text>
    );
  }
  return (
    <Stack gap="xs">
      <WayList>
        {way.map((entry, index) => {
          const step = findStep(definition.steps, entry.stepId);
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: another way has other entries at the same places
            <WayEntry key={index} entry={entry} step={step} gone={entry.stepId} names={names}>
              {entry.mail && <MailShown mail={entry.mail} />}
              {entry.request && <Request request={entry.request} />}
              {step && (
                <RehearsedChoice
                  step={step}
                  outcome={entry.outcome}
                  said={said[step.id]}
                  onSay={(one) => onSay({ ...said, [step.id]: one })}
                />
              )}
            </WayEntry>
          );
        })}
      </WayList>
      <Text size="sm" c="dimmed">
        {t.ended[ended]}
      </Text>
    </Stack>
  );
}

function Request({ request }: { request: NonNullable<Rehearsal["way"][number]["request"]> }) {
  const faulty = request.faults.length > 0;
  const [opened, setOpened] = useState(faulty);
  return (
    <Disclosure
      title={t.request(request.webhook)}
      note={faulty ? t.faulty : t.fine}
      expanded={opened}
      onToggle={() => setOpened(!opened)}
    >
      <Stack pt="xs">
        <RequestShown look={request} note={t.masked} explained={false} />
      </Stack>
    </Disclosure>
  );
}
