"use client";

import { ActionIcon, Box, Button, Group, Stack, Text } from "@mantine/core";
import { IconRefresh } from "@tabler/icons-react";
import { type ReactNode, useState } from "react";
import { useConsole } from "@/components/console-context";
import { PostEventCommand } from "@/components/post-event-command";
import { reasonNames } from "@/components/reason-names";
import type { HindsightInput, Hindsight as Told } from "@/lib/drafts/hindsight-schema";
import { hindsight as t } from "@/texts/hindsight";
import { triggerLabel } from "@/texts/triggers";
import { Disclosure } from "../disclosure";
import { ActiveNotice } from "./active-notice";
import { OtherEvent, RecalledEvent } from "./recalled-event";

interface Props {
  hindsight: Told;
  /** What it is the answer to. */
  input: HindsightInput;
  dataCenterId: number;
  maxHeight: string | undefined;
  /** The form has changed since. */
  outdated: boolean;
  fetching: boolean;
  onAgain: () => void;
}

type Filter = "all" | "sent" | "notSent";

/** The last events, those of the triggers first; the others stay folded away. */
export function Recalled({ hindsight, input, dataCenterId, maxHeight, outdated, fetching, onAgain }: Props) {
  const { dataCenters } = useConsole();
  const [filter, setFilter] = useState<Filter>("all");
  const [opened, setOpened] = useState<string>();
  const names = reasonNames(dataCenters, dataCenterId);
  const others = hindsight.events.filter(({ why }) => why?.because === "other_event_type");
  const own = hindsight.events.filter((event) => !others.includes(event));
  const shown: Record<Filter, typeof own> = {
    all: own,
    sent: own.filter(({ why }) => why === null),
    notSent: own.filter(({ why }) => why !== null),
  };
  const again = (
    <ActionIcon
      variant="subtle"
      color="gray"
      aria-label={t.again}
      title={t.again}
      loading={fetching}
      onClick={onAgain}
    >
      <IconRefresh size={16} aria-hidden />
    </ActionIcon>
  );
  if (hindsight.events.length === 0) {
    return <NoEvent {...{ dataCenterId, again }} dataCenter={names.dataCenter(dataCenterId)} />;
  }
  return (
    <Stack gap="sm" aria-busy={outdated} style={{ opacity: outdated ? 0.6 : 1 }}>
      <Stack gap={2}>
        {hindsight.triggers.map(({ type, matched, looked }) => (
          <Text key={type} size="sm">
            {t.tally(triggerLabel(type), matched, looked)}
          </Text>
        ))}
        <ActiveNotice />
        {hindsight.searchedTo !== null && (
          <Text size="xs" c="dimmed">
            {t.searchedTo(hindsight.searchedTo)}
          </Text>
        )}
      </Stack>
      <Group justify="space-between" wrap="nowrap">
        <FilterButtons {...{ filter, counts: shown, onChange: setFilter }} />
        {again}
      </Group>
      <Box mah={maxHeight} style={{ overflowY: "auto" }}>
        {own.length > 0 && shown[filter].length === 0 && (
          <Text size="sm" c="dimmed">
            {filter === "sent" ? t.noneSent : t.everySent}
          </Text>
        )}
        <Stack gap="xs" component="ul" aria-label={t.list} m={0} p={0} style={{ listStyle: "none" }}>
          {shown[filter].map((event) => (
            <RecalledEvent
              key={event.id}
              {...{ event, names, input }}
              opened={opened === event.id}
              onToggle={() => setOpened(opened === event.id ? undefined : event.id)}
            />
          ))}
        </Stack>
        {filter !== "sent" && others.length > 0 && <Others of={others} />}
      </Box>
    </Stack>
  );
}

interface FilterProps {
  filter: Filter;
  counts: Record<Filter, unknown[]>;
  onChange: (filter: Filter) => void;
}

/** Buttons, not radios: Enter in a radio of the form would save it. */
const FilterButtons = ({ filter, counts, onChange }: FilterProps) => (
  <Group gap={4} role="group" aria-label={t.filter}>
    {(["all", "sent", "notSent"] as const).map((each) => (
      <Button
        key={each}
        size="compact-xs"
        variant={each === filter ? "light" : "subtle"}
        aria-pressed={each === filter}
        onClick={() => onChange(each)}
      >
        {t.filters[each](counts[each].length)}
      </Button>
    ))}
  </Group>
);

function Others({ of }: { of: Told["events"] }) {
  const [expanded, setExpanded] = useState(false);
  return (
    <Box mt="sm">
      <Disclosure
        title={t.others(of.length)}
        note={t.othersNote}
        expanded={expanded}
        onToggle={() => setExpanded(!expanded)}
      >
        <Stack gap="xs" pt="xs" component="ul" m={0} p={0} style={{ listStyle: "none" }}>
          {of.map((event) => (
            <OtherEvent key={event.id} event={event} />
          ))}
        </Stack>
      </Disclosure>
    </Box>
  );
}

interface NoEventProps {
  dataCenterId: number;
  dataCenter: string;
  again: ReactNode;
}

const NoEvent = ({ dataCenterId, dataCenter, again }: NoEventProps) => (
  <Stack gap="sm">
    <Group justify="space-between" wrap="nowrap">
      <Text size="sm" fw={500}>
        {t.emptyTitle(dataCenter)}
      </Text>
      {again}
    </Group>
    <Text size="sm" c="dimmed">
      {t.emptyText}
    </Text>
    {/* Only administrators edit webhooks. */}
    <PostEventCommand publicUrl={window.location.origin} dataCenterId={dataCenterId} administrator />
  </Stack>
);
