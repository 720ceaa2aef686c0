"use client";

import { Box, Skeleton, Stack, Text, Textarea } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { ProblemAlert } from "@/components/ui/problem-alert";
import { SearchField } from "@/components/ui/search-field";
import { Segments } from "@/components/ui/segments";
import { requestQueries } from "@/lib/workflow-requests/queries";
import { testRequest } from "@/texts/test-request";
import { utcDateTime } from "@/texts/times";
import classes from "./picker.module.css";
import { PickerRow } from "./picker-row";
import { type TrialSource, typedFault, typedSample } from "./trial-source";

const t = testRequest.events;

interface Props {
  dataCenterId: number;
  /** What the request reads of an event. */
  parameters: readonly string[];
  source: TrialSource | undefined;
  onChoose: (source: TrialSource | undefined) => void;
}

const KINDS = (["received", "typed"] as const).map((value) => ({
  value: String(value),
  label: t.kinds[value],
}));

/** An event received at any time, or one that somebody types (S4.31). */
export function EventPicker({ dataCenterId, parameters, source, onChoose }: Props) {
  const [typing, setTyping] = useState(source?.kind === "typed");
  const [text, setText] = useState(
    source?.kind === "typed" ? source.text : typedSample(dataCenterId, parameters),
  );
  const type = (next: string) => {
    setText(next);
    onChoose(typedFault(next) === undefined ? { kind: "typed", text: next } : undefined);
  };
  return (
    <Stack gap="sm">
      <Segments
        label={t.from}
        data={KINDS}
        value={typing ? "typed" : "received"}
        onChange={(kind) => {
          setTyping(kind === "typed");
          if (kind === "typed") type(text);
          else onChoose(undefined);
        }}
      />
      {typing ? (
        <Textarea
          label={t.body}
          description={t.bodyHint}
          value={text}
          onChange={(event) => type(event.currentTarget.value)}
          error={typedFault(text)}
          autosize
          minRows={8}
          maxRows={18}
          spellCheck={false}
          styles={{ input: { fontFamily: "var(--mantine-font-family-monospace)" } }}
        />
      ) : (
        <ReceivedEvents dataCenterId={dataCenterId} source={source} onChoose={onChoose} />
      )}
      <Text size="xs" c="dimmed">
        {t.ownContact}
      </Text>
    </Stack>
  );
}

function ReceivedEvents({ dataCenterId, source, onChoose }: Omit<Props, "parameters">) {
  const [q, setQ] = useState("");
  const { data: events, error, refetch } = useQuery(requestQueries.events(dataCenterId, q));
  return (
    <Stack gap="xs">
      <SearchField value={q} label={t.search} placeholder={t.placeholder} onSearch={setQ} />
      {error ? (
        <ProblemAlert title={t.notLoaded} onRetry={() => void refetch()}>
          {error.message}
        </ProblemAlert>
      ) : !events ? (
        <Skeleton h={160} aria-busy />
      ) : events.length === 0 ? (
        <Text size="sm" c="dimmed" role="status">
          {q === "" ? t.empty : t.none}
        </Text>
      ) : (
        <Box component="ul" className={classes.list} aria-label={t.list}>
          {events.map((event) => {
            const whom = event.contactEmail ?? event.contactId;
            const when = utcDateTime(event.acceptedAt);
            const about = whom === null ? t.aboutNobody : t.about(whom);
            return (
              <PickerRow
                key={event.id}
                title={`${event.type} · ${when}`}
                note={`${about} · ${t.parameters(event.parameters)}`}
                chosen={source?.kind === "event" && source.event.id === event.id}
                onChoose={() => onChoose({ kind: "event", event })}
              />
            );
          })}
        </Box>
      )}
    </Stack>
  );
}
