"use client";

import { ActionIcon, Box, NativeSelect, Skeleton, Stack, Text } from "@mantine/core";
import { IconEye, IconEyeOff } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { ProblemAlert } from "@/components/ui/problem-alert";
import { SearchField } from "@/components/ui/search-field";
import { contactQueries } from "@/lib/contacts/queries";
import type { ContactRow } from "@/lib/contacts/schema";
import { testRequest } from "@/texts/test-request";
import { ContactCard } from "./contact-card";
import classes from "./picker.module.css";
import { PickerRow } from "./picker-row";
import { contactName, type TrialSource } from "./trial-source";

const t = testRequest.contacts;

interface Props {
  dataCenterId: number;
  source: TrialSource | undefined;
  onChoose: (source: TrialSource) => void;
}

/** Of everybody, or of a segment or group: `segment 3`, `group 7`, empty. */
type Within = string;

/** *Select contact*: a search, a segment or group, the eye for a card, a click for the choice (S4.27, S4.28, S4.32). */
export function ContactPicker({ dataCenterId, source, onChoose }: Props) {
  const [q, setQ] = useState("");
  const [within, setWithin] = useState<Within>("");
  const [kind, id] = within.split(" ");
  const { data, error, refetch } = useQuery(
    contactQueries.search({
      ...{ dataCenterId, q },
      ...(kind === "segment" && { segmentId: Number(id) }),
      ...(kind === "group" && { groupId: Number(id) }),
    }),
  );
  const everybody = q === "" && within === "";
  return (
    <Stack gap="xs">
      <SearchField value={q} label={t.search} placeholder={t.placeholder} onSearch={setQ} />
      <WithinSelect dataCenterId={dataCenterId} within={within} onChange={setWithin} />
      {error ? (
        <ProblemAlert title={t.notLoaded} onRetry={() => void refetch()}>
          {error.message}
        </ProblemAlert>
      ) : !data ? (
        <Skeleton h={160} aria-busy />
      ) : (
        <>
          <Box component="ul" className={classes.list} aria-label={t.list}>
            {everybody && (
              <PickerRow
                title={t.sample}
                note={t.sampleHint}
                chosen={source?.kind === "sample"}
                onChoose={() => onChoose({ kind: "sample" })}
              />
            )}
            {data.contacts.map((contact) => (
              <Row
                key={contact.id}
                dataCenterId={dataCenterId}
                contact={contact}
                chosen={source?.kind === "contact" && source.contact.id === contact.id}
                onChoose={() => onChoose({ kind: "contact", contact })}
              />
            ))}
          </Box>
          <Text size="sm" c="dimmed" role="status">
            {data.contacts.length === 0 ? (everybody ? t.empty : t.none) : data.next !== null ? t.more : ""}
          </Text>
        </>
      )}
    </Stack>
  );
}

interface WithinProps {
  dataCenterId: number;
  within: Within;
  onChange: (within: Within) => void;
}

/** S4.27: *View contacts from the selected group*. Not there where the data center has neither. */
function WithinSelect({ dataCenterId, within, onChange }: WithinProps) {
  const { data } = useQuery(contactQueries.sets(dataCenterId));
  if (!data || data.groups.length + data.segments.length === 0) return null;
  const options = (kind: "segment" | "group", sets: { id: number; name: string }[]) =>
    sets.map(({ id, name }) => ({ value: `${kind} ${id}`, label: name }));
  return (
    <NativeSelect
      label={t.within}
      value={within}
      onChange={(event) => onChange(event.currentTarget.value)}
      data={[
        { value: "", label: t.everybody },
        { group: t.segments, items: options("segment", data.segments) },
        { group: t.groups, items: options("group", data.groups) },
      ]}
    />
  );
}

interface RowProps {
  dataCenterId: number;
  contact: ContactRow;
  chosen: boolean;
  onChoose: () => void;
}

function Row({ dataCenterId, contact, chosen, onChoose }: RowProps) {
  const [viewed, setViewed] = useState(false);
  const name = contactName(contact);
  return (
    <PickerRow
      title={name}
      note={`${contact.email ?? t.noEmail} · ${contact.id}`}
      chosen={chosen}
      onChoose={onChoose}
      aside={
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={viewed ? t.hide(name) : t.view(name)}
          aria-expanded={viewed}
          onClick={() => setViewed(!viewed)}
        >
          {viewed ? <IconEyeOff size={16} aria-hidden /> : <IconEye size={16} aria-hidden />}
        </ActionIcon>
      }
    >
      {viewed && <ContactCard dataCenterId={dataCenterId} contactId={contact.id} name={name} />}
    </PickerRow>
  );
}
