import { Button, Group } from "@mantine/core";
import { IconInbox } from "@tabler/icons-react";
import Link from "next/link";
import { TextLink } from "@/components/ui/text-link";
import { inboxToken } from "@/lib/inbox/schema";
import { paths } from "@/lib/paths";
import { inbox } from "@/texts/inbox";

/** The way to what a webhook has sent to the request inbox; nothing for every other address. */
export function InboxLink({ url, prominent }: { url: string; prominent?: boolean }) {
  const token = inboxToken(url);
  if (!token) return null;
  const icon = <IconInbox size={16} aria-hidden />;
  if (prominent) {
    return (
      <Group>
        <Button component={Link} prefetch={false} href={paths.inbox(token)} leftSection={icon}>
          {inbox.see}
        </Button>
      </Group>
    );
  }
  return (
    <Group gap={6}>
      {icon}
      <TextLink href={paths.inbox(token)}>{inbox.see}</TextLink>
    </Group>
  );
}
