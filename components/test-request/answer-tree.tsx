"use client";

import { ActionIcon, Box, Button, Group, Text } from "@mantine/core";
import { IconChevronDown, IconChevronRight } from "@tabler/icons-react";
import { useState } from "react";
import { CopyButton } from "@/components/ui/copy-button";
import { expressionFor } from "@/lib/templates/expression-for";
import type { Json } from "@/lib/vocabulary";
import { testRequest } from "@/texts/test-request";
import { useAnswerPicker } from "./answer-picker";
import classes from "./answer-tree.module.css";
import { entriesOf, isBranch } from "./read-answer";

const t = testRequest.answer;

/** So many entries of a list or object are shown at first. */
const AT_FIRST = 50;
/** Expressions don't go deeper either. */
const DEEPEST = 20;

interface Props {
  value: Json;
  /** The webhook's name: the data source's in expressions (S4.34). */
  label: string;
}

/** The answer's values, each with *Copy expression* (decision 18). Hostile until proven otherwise: text nodes only. */
export function AnswerTree({ value, label }: Props) {
  return (
    <>
      <Text size="xs" c="dimmed">
        {label ? t.howTo : t.unnamed}
      </Text>
      <Box component="ul" className={classes.tree} aria-label={t.tree}>
        <Node name={undefined} value={value} path={[]} label={label} />
      </Box>
    </>
  );
}

interface NodeProps {
  name: string | number | undefined;
  value: Json;
  path: (string | number)[];
  label: string;
}

function Node({ name, value, path, label }: NodeProps) {
  const branch = isBranch(value);
  const [opened, setOpened] = useState(path.length < 2);
  const called = name === undefined ? t.whole : String(name);
  const expression = label ? expressionFor(["data", label, ...path]) : undefined;
  return (
    <Box component="li" className={classes.node}>
      <Group gap={4} wrap="nowrap" align="flex-start">
        {branch ? (
          <ActionIcon
            variant="subtle"
            color="gray"
            size="sm"
            aria-expanded={opened}
            aria-label={opened ? t.close(called) : t.open(called)}
            onClick={() => setOpened(!opened)}
          >
            {opened ? <IconChevronDown size={14} aria-hidden /> : <IconChevronRight size={14} aria-hidden />}
          </ActionIcon>
        ) : (
          <Box w={22} flex="none" />
        )}
        <Text size="sm" ff="monospace" flex={1} miw={0} style={{ overflowWrap: "anywhere" }}>
          {name !== undefined && <b>{called}: </b>}
          <Shown value={value} />
        </Text>
        {expression && !branch && <Pick expression={expression} name={name} />}
        {expression && <CopyButton compact label={t.copy(expression)} value={expression} />}
      </Group>
      {branch && opened && <Children value={value} path={path} label={label} />}
    </Box>
  );
}

function Pick({ expression, name }: { expression: string; name: NodeProps["name"] }) {
  const picker = useAnswerPicker();
  if (!picker) return null;
  const picked = picker.picked.has(expression);
  return (
    <Button
      size="compact-xs"
      variant="subtle"
      flex="none"
      disabled={picked}
      aria-label={t.pickOf(expression)}
      onClick={() => picker.pick(expression, typeof name === "string" ? name : "")}
    >
      {picked ? t.picked : t.pick}
    </Button>
  );
}

function Children({ value, path, label }: Omit<NodeProps, "name">) {
  const [shown, setShown] = useState(AT_FIRST);
  const entries = entriesOf(value);
  if (path.length >= DEEPEST) {
    return (
      <Text size="xs" c="dimmed" pl={26}>
        {t.tooDeep}
      </Text>
    );
  }
  return (
    <Box component="ul" className={classes.children}>
      {entries.slice(0, shown).map(([key, each]) => (
        <Node key={key} name={key} value={each} path={[...path, key]} label={label} />
      ))}
      {entries.length > shown && (
        <li>
          <Button variant="subtle" size="compact-xs" onClick={() => setShown(shown + 10 * AT_FIRST)}>
            {t.more(entries.length - shown)}
          </Button>
        </li>
      )}
    </Box>
  );
}

function Shown({ value }: { value: Json }) {
  if (Array.isArray(value)) return <span className={classes.kind}>{t.list(value.length)}</span>;
  if (isBranch(value)) return <span className={classes.kind}>{t.object(entriesOf(value).length)}</span>;
  return <span>{JSON.stringify(value)}</span>;
}
