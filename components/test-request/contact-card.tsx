"use client";

import { DataList, Paper, Skeleton, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { ProblemAlert } from "@/components/ui/problem-alert";
import { contactQueries } from "@/lib/contacts/queries";
import type { ContactView } from "@/lib/contacts/schema";
import { CONSENT_NAMES, STATISTIC_NAMES } from "@/texts/contacts";
import { testRequest } from "@/texts/test-request";

const t = testRequest.contacts;

interface Props {
  dataCenterId: number;
  contactId: string;
  name: string;
}

/** What the directory knows of a contact, in short: fields, consent, statistics. */
export function ContactCard({ dataCenterId, contactId, name }: Props) {
  const { data: contact, error, refetch } = useQuery(contactQueries.card(dataCenterId, contactId));
  return (
    <Paper withBorder p="sm" m="xs" component="section" aria-label={t.card(name)}>
      {error ? (
        <ProblemAlert title={t.cardNotLoaded} onRetry={() => void refetch()}>
          {error.message}
        </ProblemAlert>
      ) : contact ? (
        <Facts contact={contact} />
      ) : (
        <Skeleton h={80} aria-busy />
      )}
    </Paper>
  );
}

function Facts({ contact }: { contact: ContactView }) {
  const properties = Object.entries(contact.properties);
  const known = (names: Record<string, string>, values: Record<string, string | number | null>) =>
    Object.entries(values).flatMap(([key, value]) =>
      value === null ? [] : <Fact key={key} label={names[key] ?? key} value={String(value)} />,
    );
  return (
    <>
      <DataList size="xs" gap={4} labelWidth="clamp(90px, 35%, 180px)">
        <Fact label={t.id} value={contact.id} />
        <Fact label={t.email} value={contact.email ?? t.noEmail} />
        {properties.map(([name, value]) => (
          <Fact key={name} label={name} value={typeof value === "string" ? value : JSON.stringify(value)} />
        ))}
        {known(CONSENT_NAMES, contact.consent)}
        {known(STATISTIC_NAMES, contact.statistics)}
      </DataList>
      {properties.length === 0 && (
        <Text size="xs" c="dimmed">
          {t.noProperties}
        </Text>
      )}
    </>
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
