"use client";

import { Box, Collapse, Group, Text, UnstyledButton } from "@mantine/core";
import { IconChevronDown, IconChevronRight } from "@tabler/icons-react";
import { useId, useState } from "react";
import { TextLink } from "@/components/ui/text-link";
import type { AuditEntryView } from "@/lib/audit/schema";
import { audit as t } from "@/texts/audit";
import { plainSentence, sentenceOf } from "@/texts/audit-sentence";
import { AuditDetails } from "./audit-details";

import { targetPath } from "./target-path";

/** "changed webhook Hot leads", the name a link while there is a page for it; the rest unfolds below. */
export function AuditSentence({ entry }: { entry: AuditEntryView }) {
  const [open, setOpen] = useState(false);
  const id = useId();
  const sentence = sentenceOf(entry);
  const Chevron = open ? IconChevronDown : IconChevronRight;
  return (
    <Box ta="left" miw={0} flex={1}>
      <Group justify="space-between" align="flex-start" gap="xs">
        <Text size="sm" style={{ overflowWrap: "anywhere", flex: "1 1 16rem" }}>
          {sentence.before}
          {sentence.target !== undefined && <Target entry={entry} name={sentence.target} />}
          {sentence.after}
        </Text>
        <UnstyledButton
          fz="sm"
          c="var(--mantine-color-anchor)"
          aria-expanded={open}
          aria-controls={id}
          aria-label={t.detailsOf(plainSentence(sentence))}
          onClick={() => setOpen(!open)}
        >
          <Chevron size={14} aria-hidden style={{ verticalAlign: "-2px" }} /> {t.details}
        </UnstyledButton>
      </Group>
      <Collapse expanded={open} keepMounted={false} id={id}>
        {open && <AuditDetails entry={entry} />}
      </Collapse>
    </Box>
  );
}

function Target({ entry, name }: { entry: AuditEntryView; name: string }) {
  const href = targetPath(entry.target);
  if (!href) return <b>{name}</b>;
  return (
    <TextLink href={href} fw={500} inherit>
      {name}
    </TextLink>
  );
}
