"use client";

import { Stack, Text } from "@mantine/core";
import { useState } from "react";
import { Segments } from "@/components/ui/segments";
import type { Reads } from "@/lib/templates/reads-of";
import { testRequest as t } from "@/texts/test-request";
import { ContactPicker } from "./contact-picker";
import { EventPicker } from "./event-picker";
import type { TrialSource } from "./trial-source";

interface Props {
  dataCenterId: number;
  reads: Reads;
  /** The fixed test of a scenario notification is offered too. */
  withFixed: boolean;
  source: TrialSource | undefined;
  onChoose: (source: TrialSource | undefined) => void;
}

type From = keyof typeof t.sources;

/** Where to take the values from: the contact's card or an event, with what the request suggests (S4.30). */
export function SourceChoice({ dataCenterId, reads, withFixed, source, onChoose }: Props) {
  const [from, setFrom] = useState<From>(() => fromOf(source, reads));
  const kinds: From[] = [...(withFixed ? (["fixed"] as const) : []), "contact", "event"];
  const choose = (next: From) => {
    setFrom(next);
    onChoose(next === "fixed" ? { kind: "fixed" } : undefined);
  };
  return (
    <Stack gap="sm">
      <Segments
        label={t.source}
        data={kinds.map((value) => ({ value: String(value), label: t.sources[value] }))}
        value={from}
        onChange={(next) => choose(next as From)}
      />
      <Text size="xs" c="dimmed">
        {from === "fixed" ? t.fixedHint : suggestion(reads)}
      </Text>
      {from === "contact" && (
        <ContactPicker dataCenterId={dataCenterId} source={source} onChoose={onChoose} />
      )}
      {from === "event" && (
        <EventPicker
          dataCenterId={dataCenterId}
          parameters={reads.parameters}
          source={source}
          onChoose={onChoose}
        />
      )}
    </Stack>
  );
}

function fromOf(source: TrialSource | undefined, { parameters }: Reads): From {
  if (!source) return parameters.length > 0 ? "event" : "contact";
  if (source?.kind === "fixed") return "fixed";
  return source.kind === "event" || source.kind === "typed" ? "event" : "contact";
}

function suggestion({ contact, parameters }: Reads): string {
  const named = parameters.filter(Boolean);
  const parts = [
    ...(parameters.length > 0 ? [t.suggestEvent(named)] : []),
    ...(contact ? [t.suggestContact] : []),
  ];
  return parts.join(" ");
}
