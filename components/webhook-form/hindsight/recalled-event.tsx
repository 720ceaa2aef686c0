"use client";

import { Box, Group, Text, UnstyledButton, VisuallyHidden } from "@mantine/core";
import { IconCheck, IconChevronDown, IconChevronRight, IconMinus } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { RelativeTime } from "@/components/ui/relative-time";
import type { RecalledEvent as Event, HindsightInput } from "@/lib/drafts/hindsight-schema";
import { type Names, whyNotMatched } from "@/texts/events";
import { hindsight as t } from "@/texts/hindsight";
import { triggerLabel } from "@/texts/triggers";
import { RecalledRequest } from "./recalled-request";

interface Props {
  event: Event;
  names: Names;
  input: HindsightInput;
  opened: boolean;
  onToggle: () => void;
}

/** An event of a trigger's type: whether it would have been sent, why not, and the request. */
export function RecalledEvent({ event, names, input, opened, onToggle }: Props) {
  const Chevron = opened ? IconChevronDown : IconChevronRight;
  return (
    <Row sent={event.why === null}>
      <UnstyledButton fz="sm" aria-expanded={opened} onClick={onToggle} style={{ overflowWrap: "anywhere" }}>
        {triggerLabel(event.type)} <Who event={event} />{" "}
        <Chevron size={14} aria-hidden style={{ verticalAlign: "text-bottom" }} />
      </UnstyledButton>
      <When event={event} />
      {event.why !== null && (
        <Text size="xs" style={{ overflowWrap: "anywhere" }}>
          {t.notSent(reasonOf(event.why, names))}
        </Text>
      )}
      {opened && <RecalledRequest {...{ event, input }} />}
    </Row>
  );
}

/** One that no trigger names has no request to show. */
export const OtherEvent = ({ event }: { event: Event }) => (
  <Row sent={false}>
    <Text size="sm" style={{ overflowWrap: "anywhere" }}>
      {triggerLabel(event.type)} <Who event={event} />
    </Text>
    <When event={event} />
  </Row>
);

const Row = ({ sent, children }: { sent: boolean; children: ReactNode }) => (
  <Group component="li" gap="xs" wrap="nowrap" align="flex-start">
    {sent ? (
      <IconCheck size={16} color={GREEN} aria-hidden style={MARK} />
    ) : (
      <IconMinus size={16} color="var(--mantine-color-dimmed)" aria-hidden style={MARK} />
    )}
    {sent && <VisuallyHidden>{t.sent}</VisuallyHidden>}
    <Box flex={1} miw={0}>
      {children}
    </Box>
  </Group>
);

const GREEN = "light-dark(var(--mantine-color-teal-9), var(--mantine-color-teal-4))";
const MARK = { flex: "none", marginTop: 3 };

const Who = ({ event: { contactEmail, contactId } }: { event: Event }) => (
  <Text span inherit c="dimmed">
    {contactEmail ?? (contactId === null ? t.nobody : t.contactId(contactId))}
  </Text>
);

const When = ({ event: { acceptedAt, sample } }: { event: Event }) => (
  <Text size="xs" c="dimmed">
    <RelativeTime iso={acceptedAt} />
    {sample && ` · ${t.sample}`}
  </Text>
);

/** The webhook has no label that a sentence could begin with, and was never saved otherwise. */
const reasonOf = (why: NonNullable<Event["why"]>, names: Names) =>
  whyNotMatched({ why, status: "active", changedSince: false }, names, "").sentence;
