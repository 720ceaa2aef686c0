"use client";

import { Button, Group, SimpleGrid, Stack, Text } from "@mantine/core";
import { IconEraser, IconPencil, IconTrash } from "@tabler/icons-react";
import { asText } from "@/app/(console)/contacts/_components/contact-values";
import { PageHeader } from "@/components/ui/page-header";
import { PagePart } from "@/components/ui/page-part";
import { RelativeTime } from "@/components/ui/relative-time";
import { TextLink } from "@/components/ui/text-link";
import { useDialogView } from "@/components/ui/use-dialog-view";
import { CONSENT_FIELDS, type ContactView, STATISTICS } from "@/lib/contacts/schema";
import type { StandingView } from "@/lib/messages/find-standing";
import { paths } from "@/lib/paths";
import { CONSENT_NAMES, CONSENT_TYPES, STATISTIC_NAMES, contacts as t } from "@/texts/contacts";
import { EVENT_TYPE_TEXTS } from "@/texts/event-types";
import { utcDateTimeWithZone } from "@/texts/times";
import { ContactDialogs } from "./contact-dialogs";
import { Facts } from "./facts";
import { Standing } from "./standing";

interface Props {
  contact: ContactView;
  standing: StandingView;
  groups: { id: number; name: string }[];
  fields: { code: string; label: string }[];
  events: { id: string; type: string; acceptedAt: string }[];
  administrator: boolean;
}

export function ContactCard({ contact, standing, groups, fields, events, administrator }: Props) {
  const { open } = useDialogView();
  const { id, email, phone, properties, consent, statistics, joinedOn, updatedAt } = contact;
  const title = contact.name || email || id;
  const labelOf = new Map(fields.map(({ code, label }) => [code, label]));
  const consentOf = (name: (typeof CONSENT_FIELDS)[number]) =>
    name === "consentType" && consent.consentType !== null
      ? (CONSENT_TYPES[consent.consentType as keyof typeof CONSENT_TYPES] ?? consent.consentType)
      : consent[name];
  const inGroups = groups.filter((group) => contact.groupIds.includes(group.id));
  const dataCenter = String(contact.dataCenterId);
  return (
    <>
      <PageHeader
        trail={[{ label: t.title, href: paths.contacts({ dataCenter }) }, { label: title }]}
        title={<span style={{ overflowWrap: "anywhere" }}>{title}</span>}
        aside={
          administrator && (
            <Group gap="xs">
              <Button
                variant="default"
                leftSection={<IconPencil size={18} aria-hidden />}
                onClick={() => open({ edit: "1" })}
              >
                {t.edit}
              </Button>
              <Button
                variant="default"
                leftSection={<IconTrash size={18} aria-hidden />}
                onClick={() => open({ delete: "1" })}
              >
                {t.delete}
              </Button>
              <Button
                color="red"
                variant="outline"
                leftSection={<IconEraser size={18} aria-hidden />}
                onClick={() => open({ clear: "1" })}
              >
                {t.erase}
              </Button>
            </Group>
          )
        }
      />
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="xl" mt="lg">
        <PagePart title={t.properties}>
          <Facts
            rows={[
              [t.id, id],
              [t.email, email],
              [t.columns.phone, phone],
              ...Object.entries(properties).map(([name, value]): [string, string] => [
                labelOf.get(name) ?? name,
                asText(value),
              ]),
              [t.joinedOn, joinedOn && utcDateTimeWithZone(joinedOn)],
              [t.updatedOn, utcDateTimeWithZone(updatedAt)],
            ]}
          />
        </PagePart>
        <Stack gap="xl">
          <PagePart title={t.consent}>
            <Facts rows={CONSENT_FIELDS.map((name) => [CONSENT_NAMES[name], consentOf(name)])} />
          </PagePart>
          <PagePart title={t.messages}>
            <Standing standing={standing} />
          </PagePart>
          <PagePart title={t.statistics}>
            <Facts
              rows={STATISTICS.map((name) => [
                STATISTIC_NAMES[name],
                statistics[name]?.toLocaleString("en") ?? null,
              ])}
            />
          </PagePart>
          <PagePart title={t.groups}>
            {inGroups.length === 0 ? (
              <Text size="sm" c="dimmed">
                {t.noGroups}
              </Text>
            ) : (
              <Group gap="sm">
                {inGroups.map((group) => (
                  <TextLink
                    key={group.id}
                    size="sm"
                    href={paths.contacts({ dataCenter, group: String(group.id) })}
                  >
                    {group.name}
                  </TextLink>
                ))}
              </Group>
            )}
          </PagePart>
          <PagePart
            title={t.events}
            aside={
              <TextLink size="sm" href={paths.events({ q: id })}>
                {t.allEvents}
              </TextLink>
            }
          >
            {events.length === 0 ? (
              <Text size="sm" c="dimmed">
                {t.noEvents}
              </Text>
            ) : (
              <Stack component="ul" gap={4} m={0} p={0} style={{ listStyle: "none" }}>
                {events.map((event) => (
                  <li key={event.id}>
                    <Group gap="xs">
                      <TextLink size="sm" href={paths.event(event.id)}>
                        {EVENT_TYPE_TEXTS[event.type as keyof typeof EVENT_TYPE_TEXTS]?.label ?? event.type}
                      </TextLink>
                      <RelativeTime iso={event.acceptedAt} size="sm" c="dimmed" />
                    </Group>
                  </li>
                ))}
              </Stack>
            )}
          </PagePart>
        </Stack>
      </SimpleGrid>
      {administrator && <ContactDialogs contact={contact} title={title} groups={groups} fields={fields} />}
    </>
  );
}
