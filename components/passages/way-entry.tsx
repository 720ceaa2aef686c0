import { Group, Paper, Stack, Text } from "@mantine/core";
import type { ReactNode } from "react";
import type { Step } from "@/lib/workflows/definition";
import type { Told } from "@/texts/passage-way";
import { utcDateTimeWithZone } from "@/texts/times";
import { type Names, stepName } from "@/texts/workflow-canvas";
import classes from "./way.module.css";
import { WhatStepDid } from "./what-step-did";

/** What happened to a contact, or would, in its order; of {@link WayEntry}. */
export const WayList = ({ children }: { children: ReactNode }) => <ol className={classes.way}>{children}</ol>;

interface Props {
  entry: Told & { at: string };
  /** Undefined where the step is gone. */
  step: Step | undefined;
  /** What stands in place of the name of a step that is gone. */
  gone: string;
  names: Names;
  children: ReactNode;
}

/** One step that the contact came by: when, what it did and why, and whatever else there is to see of it. */
export const WayEntry = ({ entry, step, gone, names, children }: Props) => (
  <Paper component="li" withBorder p="sm">
    <Stack gap={6}>
      <Group justify="space-between" gap="xs">
        <Text fw={600} size="sm">
          {step ? stepName(step) : gone}
        </Text>
        <Text size="xs" c="dimmed" component="time" dateTime={entry.at}>
          {utcDateTimeWithZone(entry.at)}
        </Text>
      </Group>
      <WhatStepDid told={entry} step={step} names={names} />
      {children}
    </Stack>
  </Paper>
);
