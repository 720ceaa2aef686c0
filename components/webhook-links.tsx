import { Text } from "@mantine/core";
import { Fragment } from "react";
import { TextLink } from "@/components/ui/text-link";
import { paths } from "@/lib/paths";

interface Props {
  webhooks: { id: string; label: string }[];
  /** What stands there where there is none. */
  none: string;
}

/** The webhooks that use something. */
export function WebhookLinks({ webhooks, none }: Props) {
  if (webhooks.length === 0) {
    return (
      <Text span size="sm" c="dimmed">
        {none}
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
