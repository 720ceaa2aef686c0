import { List, Text } from "@mantine/core";
import { RelativeTime } from "@/components/ui/relative-time";
import type { OptOuts } from "@/lib/messages/blocked-schema";
import { contacts as t } from "@/texts/contacts";
import { EVENT_TYPE_TEXTS } from "@/texts/event-types";

/** Whether workflows may write to the contact, and who said otherwise. */
export function Standing({ standing: { optOuts, blockedBy } }: { standing: OptOuts }) {
  if (optOuts.length + blockedBy.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        {t.mayBeWrittenTo}
      </Text>
    );
  }
  return (
    <List size="sm">
      {blockedBy.map(({ pattern, because }) => (
        <List.Item key={pattern}>{t.blocked(because, pattern)}</List.Item>
      ))}
      {optOuts.map(({ optInField, out, because, at }) => (
        <List.Item key={optInField ?? ""}>
          {t.optOut(optInField, out)} · {whySaid(because)} · <RelativeTime iso={at} />
        </List.Item>
      ))}
    </List>
  );
}

const whySaid = (type: string) => EVENT_TYPE_TEXTS[type as keyof typeof EVENT_TYPE_TEXTS]?.label ?? t.byLink;
