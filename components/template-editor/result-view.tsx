"use client";

import { Box, Code, Stack, Text } from "@mantine/core";
import { useMemo } from "react";
import { LazyTooltip } from "@/components/ui/lazy-tooltip";
import type { TemplateScope } from "@/lib/templates/names";
import { templateResult as t } from "@/texts/template-editor";
import { FaultList } from "./fault-list";
import type { TemplateSetting } from "./judge-template";
import { type ResultPart, resultOf } from "./result-of";
import classes from "./template-result.module.css";
import { useSettled, withPlainBreaks } from "./use-settled";

export interface ResultProps extends TemplateSetting {
  label: string;
  /** The template. */
  value: string;
  /** Nothing is chosen yet without it. */
  scope: TemplateScope | undefined;
}

export function ResultView({ label, value, scope, medium, fields, parameters, answers }: ResultProps) {
  const source = useSettled(withPlainBreaks(value));
  const outcome = useMemo(
    () => scope && resultOf(source, { medium, fields, parameters, answers }, scope),
    [source, scope, medium, fields, parameters, answers],
  );
  if (!outcome) {
    return (
      <Text size="sm" c="dimmed">
        {t.choose}
      </Text>
    );
  }
  const { readable, parts, faults, left } = outcome;
  return (
    <Stack gap="xs">
      {parts && (
        <Box component="section" aria-label={label} tabIndex={0} mah="28rem" className={classes.result}>
          <Code block fz="xs" className={classes.text}>
            {parts.length === 0 && <span className={classes.note}>{t.empty}</span>}
            {parts.map((part) =>
              part.value ? <Value key={part.index} part={part} source={source} /> : part.text,
            )}
            {left > 0 && <span className={classes.note}>{t.left(left)}</span>}
          </Code>
        </Box>
      )}
      {parts && faults.length > 0 && (
        <Text size="xs" c="var(--mantine-color-error)">
          {t.notSent}
        </Text>
      )}
      <FaultList faults={faults} brief={!readable} />
    </Stack>
  );
}

/** A value, with where it comes from for who points at it or tabs to it. */
function Value({ part: { text, value }, source }: { part: ResultPart; source: string }) {
  if (!value) return null;
  const { begin, end, missing } = value;
  return (
    <LazyTooltip label={t.from(source.slice(begin, end), value, value.sources)}>
      <Box
        component="mark"
        tabIndex={0}
        className={classes.value}
        data-missing={missing || undefined}
        data-empty={text === "" ? t.noValue : undefined}
      >
        {text}
      </Box>
    </LazyTooltip>
  );
}
