"use client";

import { Box, Button, Code, Group, List, Stack, Text, Title } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import Link from "next/link";
import { CopyButton } from "@/components/ui/copy-button";
import { PagePart } from "@/components/ui/page-part";
import { TextLink } from "@/components/ui/text-link";
import type { EventTypeView } from "@/lib/event-types/describe";
import { type CatalogueView, paths } from "@/lib/paths";
import { eventCatalogue as t } from "@/texts/event-catalogue";
import { webhooksPage } from "@/texts/webhooks-page";
import { PostedData } from "./posted-data";
import { SentPayloads } from "./sent-payloads";

export interface Usage {
  used: number;
  limit: number;
}

interface Props {
  chosen: EventTypeView;
  view: CatalogueView;
  mayCreate: boolean;
  usage: Usage;
}

/** All that is known of one event type. */
export function EventTypeDetail({ chosen, view, mayCreate, usage }: Props) {
  const { type, label, description, contact, payloads } = chosen;
  return (
    <Stack gap="lg" component="section" aria-label={label}>
      <Box hiddenFrom="md">
        <TextLink href={paths.eventCatalogue({ q: view.q })}>{`‹ ${t.back}`}</TextLink>
      </Box>
      <Stack gap="xs">
        <Title order={2}>{label}</Title>
        <Group gap={4}>
          <Code>{type}</Code>
          <CopyButton label={t.copyType} value={type} compact />
        </Group>
        <Text maw={760}>{description}</Text>
        {type === "custom.<name>" && (
          <Text size="sm" c="dimmed">
            {t.custom}
          </Text>
        )}
      </Stack>
      {payloads.length === 0 ? (
        <Text size="sm">{t.noStyle}</Text>
      ) : (
        mayCreate && <CreateForEvent type={type} {...usage} />
      )}
      <PagePart order={3} title={t.contactTitle}>
        <Text size="sm">{t.contact[contact]}</Text>
      </PagePart>
      <PagePart order={3} title={t.refinementsTitle}>
        <Refinements names={refinementsOf(chosen)} />
      </PagePart>
      {payloads.length > 0 && <SentPayloads payloads={payloads} view={view} />}
      <PostedData type={type} schema={chosen.data} />
    </Stack>
  );
}

/** The way to the form with this event chosen; at the limit it stays, and says what to do. */
function CreateForEvent({ type, used, limit }: Usage & { type: string }) {
  if (used >= limit) {
    return (
      <Stack gap={4} align="flex-start">
        <Button leftSection={<IconPlus size={18} aria-hidden />} data-disabled aria-disabled>
          {t.create}
        </Button>
        <Text size="sm" c="dimmed">
          {`${webhooksPage.used(used, limit)}. ${webhooksPage.makeRoom(used)}`}
        </Text>
      </Stack>
    );
  }
  return (
    <Group>
      <Button
        component={Link}
        prefetch={false}
        href={paths.webhooks({ create: "1", event: type })}
        leftSection={<IconPlus size={18} aria-hidden />}
      >
        {t.create}
      </Button>
    </Group>
  );
}

const refinementsOf = ({ refinements }: EventTypeView) =>
  Object.keys((refinements as { properties?: object }).properties ?? {});

function Refinements({ names }: { names: string[] }) {
  if (names.length === 0) return <Text size="sm">{t.noRefinements}</Text>;
  return (
    <List size="sm" spacing={4}>
      {names.map((name) => {
        const [label, takes] = t.refinements[name] ?? [name, ""];
        return (
          <List.Item key={name}>
            <Text span size="sm" fw={500}>
              {label}
            </Text>
            {takes && `: ${takes}`} <Code>{name}</Code>
          </List.Item>
        );
      })}
    </List>
  );
}
