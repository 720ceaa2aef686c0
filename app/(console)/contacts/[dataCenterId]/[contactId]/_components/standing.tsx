import { List, Text } from "@mantine/core";
import { RelativeTime } from "@/components/ui/relative-time";
import type { StandingView } from "@/lib/messages/find-standing";
import { contacts as t } from "@/texts/contacts";
import { EVENT_TYPE_TEXTS } from "@/texts/event-types";

/** Whether workflows may write to the contact, and who said otherwise. */
export function Standing({ standing: { optOuts, blocked } }: { standing: StandingView }) {
  if (optOuts.length === 0 && blocked === null) {
    return (
      <Text size="sm" c="dimmed">
        {t.mayBeWrittenTo}
      </Text>
    );
  }
  return (
    <List size="sm">
      {blocked && <List.Item>{t.blocked(blocked.because, blocked.pattern)}</List.Item>}
      {optOuts.map(({ optInField, out, because, at }) => (
        <List.Item key={optInField}>
          {t.optOut(optInField, out)} · {whySaid(because)} · <RelativeTime iso={at} />
        </List.Item>
      ))}
    </List>
  );
}

const whySaid = (type: string) => EVENT_TYPE_TEXTS[type as keyof typeof EVENT_TYPE_TEXTS]?.label ?? t.byLink;
