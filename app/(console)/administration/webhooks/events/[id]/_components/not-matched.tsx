"use client";

import { Accordion, List, Stack, Text, Title } from "@mantine/core";
import { useConsole } from "@/components/console-context";
import { reasonNames } from "@/components/reason-names";
import { TextLink } from "@/components/ui/text-link";
import type { InspectedEvent } from "@/lib/events/inspected-schema";
import type { Unmatched } from "@/lib/events/schema";
import { paths } from "@/lib/paths";
import { type Names, eventsText as t, whyNotMatched } from "@/texts/events";

/** Near misses first; webhooks for other events are only counted until somebody looks. */
export function NotMatched({ inspected }: { inspected: InspectedEvent }) {
  const { dataCenters } = useConsole();
  const { event, notMatched, dataCenterName } = inspected;
  const names = reasonNames(dataCenters, event.dataCenterId);
  const near = notMatched.filter(({ why }) => why.because !== "other_event_type");
  const others = notMatched.filter(({ why }) => why.because === "other_event_type");
  return (
    <Stack gap="sm" component="section" aria-label={t.notMatched}>
      <Title order={2}>{t.notMatched}</Title>
      {notMatched.length === 0 && (
        <Text size="sm" c="dimmed">
          {t.everyMatched}
        </Text>
      )}
      {near.length > 0 && <Reasons of={near} names={names} dataCenterName={dataCenterName} />}
      {others.length > 0 && (
        <Accordion variant="contained">
          <Accordion.Item value="others">
            <Accordion.Control fz="sm">{t.otherTypes(others.length)}</Accordion.Control>
            <Accordion.Panel>
              <Reasons of={others} names={names} dataCenterName={dataCenterName} />
            </Accordion.Panel>
          </Accordion.Item>
        </Accordion>
      )}
    </Stack>
  );
}

interface ReasonsProps {
  of: Unmatched[];
  names: Names;
  dataCenterName: string;
}

const Reasons = ({ of, names, dataCenterName }: ReasonsProps) => (
  <List size="sm" spacing={6} style={{ overflowWrap: "anywhere" }}>
    {of.map((unmatched) => {
      const { sentence, fix } = whyNotMatched(unmatched, names, dataCenterName);
      return (
        <List.Item key={unmatched.webhookId}>
          <TextLink href={paths.webhook(unmatched.webhookId)} underline="always">
            {unmatched.label}
          </TextLink>{" "}
          {sentence}{" "}
          {fix && (
            <Text span size="sm" c="dimmed">
              {fix}
            </Text>
          )}
        </List.Item>
      );
    })}
  </List>
);
