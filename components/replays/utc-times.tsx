"use client";

import { Group, TextInput } from "@mantine/core";
import { useState } from "react";
import { replaysText as t } from "@/texts/replays";

interface Times {
  since?: string | undefined;
  until?: string | undefined;
}

/** What a browser's field for a time says, taken as UTC like every time of the console. */
const toIso = (local: string) => {
  const millis = Date.parse(`${local}Z`);
  return Number.isNaN(millis) ? undefined : new Date(millis).toISOString();
};

export function UtcTimes({ onChange }: { onChange(times: Times): void }) {
  const [since, setSince] = useState("");
  const [until, setUntil] = useState("");
  const change = (from: string, to: string) => {
    setSince(from);
    setUntil(to);
    onChange({ since: toIso(from), until: toIso(to) });
  };
  return (
    <Group grow align="flex-start">
      <TextInput
        type="datetime-local"
        step={1}
        label={t.since}
        value={since}
        onChange={(event) => change(event.currentTarget.value, until)}
      />
      <TextInput
        type="datetime-local"
        step={1}
        label={t.until}
        description={t.untilHint}
        inputWrapperOrder={["label", "input", "description", "error"]}
        value={until}
        onChange={(event) => change(since, event.currentTarget.value)}
      />
    </Group>
  );
}
