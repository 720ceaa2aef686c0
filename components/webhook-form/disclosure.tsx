"use client";

import { Collapse, Group, Text, UnstyledButton } from "@mantine/core";
import { IconChevronDown, IconChevronRight } from "@tabler/icons-react";
import type { ReactNode } from "react";

interface Props {
  title: string;
  /** What is inside, in a word or two. */
  note: string;
  expanded: boolean;
  onToggle: () => void;
  children: ReactNode;
}

/** A part of the form that most people never open. */
export function Disclosure({ title, note, expanded, onToggle, children }: Props) {
  const Chevron = expanded ? IconChevronDown : IconChevronRight;
  return (
    <div>
      <UnstyledButton fz="sm" fw={500} aria-expanded={expanded} onClick={onToggle}>
        <Group gap={6} component="span">
          <Chevron size={16} aria-hidden />
          {title}
          <Text span size="sm" c="dimmed">
            {note}
          </Text>
        </Group>
      </UnstyledButton>
      <Collapse expanded={expanded} keepMounted={false}>
        {children}
      </Collapse>
    </div>
  );
}
