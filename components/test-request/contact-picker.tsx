"use client";

import { ActionIcon, Box, DataList, Paper, Skeleton, Stack, Text } from "@mantine/core";
import { IconEye, IconEyeOff } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { ProblemAlert } from "@/components/ui/problem-alert";
import { SearchField } from "@/components/ui/search-field";
import type { FoundContact } from "@/lib/workflow-requests/found-schema";
import { requestQueries } from "@/lib/workflow-requests/queries";
import { testRequest } from "@/texts/test-request";
import classes from "./picker.module.css";
import { PickerRow } from "./picker-row";
import { contactName, type TrialSource } from "./trial-source";

const t = testRequest.contacts;

interface Props {
  dataCenterId: number;
  source: TrialSource | undefined;
  onChoose: (source: TrialSource) => void;
}

/** *Select contact*: a search, the eye for a card, a click for the choice (S4.27, S4.28, S4.32). */
export function ContactPicker({ dataCenterId, source, onChoose }: Props) {
  const [q, setQ] = useState("");
  const { data: contacts, error, refetch } = useQuery(requestQueries.contacts(dataCenterId, q));
  return (
    <Stack gap="xs">
      <SearchField value={q} label={t.search} placeholder={t.placeholder} onSearch={setQ} />
      {error ? (
        <ProblemAlert title={t.notLoaded} onRetry={() => void refetch()}>
          {error.message}
        </ProblemAlert>
      ) : !contacts ? (
        <Skeleton h={160} aria-busy />
      ) : (
        <>
          <Box component="ul" className={classes.list} aria-label={t.list}>
            {q === "" && (
              <PickerRow
                label={t.choose(t.sampleHint)}
                title={t.sample}
                note={t.sampleHint}
                chosen={source?.kind === "sample"}
                onChoose={() => onChoose({ kind: "sample" })}
              />
            )}
            {contacts.map((contact) => (
              <ContactRow
                key={contact.id}
                contact={contact}
                chosen={source?.kind === "contact" && source.contact.id === contact.id}
                onChoose={() => onChoose({ kind: "contact", contact })}
              />
            ))}
          </Box>
          {contacts.length === 0 && (
            <Text size="sm" c="dimmed" role="status">
              {q === "" ? t.empty : t.none}
            </Text>
          )}
        </>
      )}
    </Stack>
  );
}

interface RowProps {
  contact: FoundContact;
  chosen: boolean;
  onChoose: () => void;
}

function ContactRow({ contact, chosen, onChoose }: RowProps) {
  const [viewed, setViewed] = useState(false);
  const name = contactName(contact);
  return (
    <PickerRow
      label={t.choose(name)}
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
      {viewed && <ContactCard contact={contact} />}
    </PickerRow>
  );
}

function ContactCard({ contact }: { contact: FoundContact }) {
  const properties = Object.entries(contact.properties);
  return (
    <Paper withBorder p="sm" m="xs" component="section" aria-label={t.card(contactName(contact))}>
      <DataList size="xs" gap={4} labelWidth="clamp(90px, 35%, 180px)">
        <Fact label={t.id} value={contact.id} />
        <Fact label={t.email} value={contact.email ?? t.noEmail} />
        {properties.map(([name, value]) => (
          <Fact key={name} label={name} value={typeof value === "string" ? value : JSON.stringify(value)} />
        ))}
      </DataList>
      {properties.length === 0 && (
        <Text size="xs" c="dimmed">
          {t.noProperties}
        </Text>
      )}
    </Paper>
  );
}

const Fact = ({ label, value }: { label: string; value: string }) => (
  <DataList.Item>
    <DataList.ItemLabel c="dimmed" style={{ overflowWrap: "anywhere" }}>
      {label}
    </DataList.ItemLabel>
    <DataList.ItemValue style={{ overflowWrap: "anywhere" }}>{value}</DataList.ItemValue>
  </DataList.Item>
);
