"use client";

import { Select, TextInput } from "@mantine/core";
import { EVENT_OPTIONS } from "@/texts/triggers";
import { canvas as t } from "@/texts/workflow-canvas";

const OWN = "custom.";
const DATA = [...EVENT_OPTIONS, { group: t.ownEvent, items: [{ value: OWN, label: t.ownEventOption }] }];
const KNOWN = new Set(EVENT_OPTIONS.flatMap(({ items }) => items.map(({ value }) => value)));

/** One of the event catalogue, or the name that a platform gave to events of its own, which nobody can list. */
export function EventTypeField({ value, onChange }: { value: string; onChange(value: string): void }) {
  const own = value !== "" && !KNOWN.has(value);
  return (
    <>
      <Select
        label={t.eventType}
        placeholder={t.choose}
        searchable
        data={DATA}
        value={own ? OWN : value || null}
        onChange={(next) => onChange(next ?? "")}
      />
      {own && (
        <TextInput
          label={t.ownEvent}
          description={t.ownEventHint}
          value={value}
          autoComplete="off"
          onChange={(event) => onChange(event.currentTarget.value || OWN)}
        />
      )}
    </>
  );
}
