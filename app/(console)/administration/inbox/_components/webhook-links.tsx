import { Text } from "@mantine/core";
import { Fragment } from "react";
import { TextLink } from "@/components/ui/text-link";
import type { InboxAddress } from "@/lib/inbox/schema";
import { paths } from "@/lib/paths";
import { inbox as t } from "@/texts/inbox";

/** The webhooks that send to an address. */
export function WebhookLinks({ webhooks }: { webhooks: InboxAddress["webhooks"] }) {
  if (webhooks.length === 0) {
    return (
      <Text span size="sm" c="dimmed">
        {t.unused}
      </Text>
    );
  }
  return (
    <Text span size="sm" style={{ overflowWrap: "anywhere" }}>
      {webhooks.map(({ id, label }, index) => (
        <Fragment key={id}>
          {index > 0 && ", "}
          <TextLink href={paths.webhook(id)} inherit>
            {label}
          </TextLink>
        </Fragment>
      ))}
    </Text>
  );
}
