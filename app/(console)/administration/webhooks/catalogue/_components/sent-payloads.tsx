"use client";

import { Code, Group, Stack, Table, Tabs, Text } from "@mantine/core";
import { CodeText } from "@/components/ui/code-text";
import { CopyButton } from "@/components/ui/copy-button";
import { PagePart } from "@/components/ui/page-part";
import type { EventTypeView } from "@/lib/event-types/describe";
import { type CatalogueView, paths } from "@/lib/paths";
import { eventCatalogue as t } from "@/texts/event-catalogue";
import { webhookSettings } from "@/texts/webhook-settings";

interface Props {
  payloads: EventTypeView["payloads"];
  view: CatalogueView;
}

/** A sample in each payload style that can write the type, and what stands where in it. */
export function SentPayloads({ payloads, view }: Props) {
  const first = payloads.find(({ payloadStyle }) => payloadStyle === view.style) ?? payloads[0];
  return (
    <PagePart order={3} title={t.sentTitle}>
      <Tabs
        defaultValue={first?.payloadStyle ?? null}
        keepMounted={false}
        onChange={(style) =>
          // The address alone: the server has told all styles already.
          window.history.replaceState(null, "", paths.eventCatalogue({ ...view, style: style ?? undefined }))
        }
      >
        <Tabs.List mb="xs">
          {payloads.map(({ payloadStyle }) => (
            <Tabs.Tab key={payloadStyle} value={payloadStyle}>
              {webhookSettings.profiles[payloadStyle]}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {payloads.map((payload) => (
          <Tabs.Panel key={payload.payloadStyle} value={payload.payloadStyle}>
            <Payload payload={payload} />
          </Tabs.Panel>
        ))}
      </Tabs>
    </PagePart>
  );
}

function Payload({ payload }: { payload: EventTypeView["payloads"][number] }) {
  const { payloadStyle, names, fields, sample } = payload;
  const shown = JSON.stringify(JSON.parse(sample), null, 2);
  return (
    <Stack gap="sm">
      <Group justify="space-between" gap="xs">
        <Text size="sm">{t.calls(names)}</Text>
        <CopyButton label={t.copySample} value={shown} />
      </Group>
      <CodeText label={t.sampleLabel(webhookSettings.profiles[payloadStyle] ?? payloadStyle)} maxHeight={420}>
        {shown}
      </CodeText>
      <Text size="sm" fw={500} id={`fields-${payloadStyle}`}>
        {t.fieldsTitle}
      </Text>
      <Table.ScrollContainer minWidth={320}>
        <Table aria-labelledby={`fields-${payloadStyle}`} verticalSpacing={4}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{t.field}</Table.Th>
              <Table.Th scope="col">{t.from}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {fields.map(({ field, from }) => (
              <Table.Tr key={field}>
                <Table.Td>
                  <Code>{field}</Code>
                </Table.Td>
                <Table.Td>{from}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Stack>
  );
}
