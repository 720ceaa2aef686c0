"use client";

import { Button, Group, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconBan, IconRefresh } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useConsole } from "@/components/console-context";
import { TextLink } from "@/components/ui/text-link";
import { useAction } from "@/components/ui/use-action";
import { useDialogView } from "@/components/ui/use-dialog-view";
import { deliveryQueries } from "@/lib/deliveries/queries";
import type { DeliveryRow } from "@/lib/deliveries/schema";
import { paths } from "@/lib/paths";
import { deliveriesText as t } from "@/texts/deliveries";

/** What is not final can be cancelled, what is can be sent again, as long as its webhook and event exist. */
export function RowActions({ row }: { row: DeliveryRow }) {
  const { open } = useDialogView();
  if (row.finishedAt !== null) {
    return row.webhook.status === "deleted" || row.event.type === null ? null : <Resend row={row} />;
  }
  if (row.cancelRequested) return null;
  return (
    <Button
      size="compact-sm"
      variant="default"
      leftSection={<IconBan size={14} aria-hidden />}
      aria-label={t.cancelOf(row.webhook.label)}
      onClick={() => open({ cancel: row.id })}
    >
      {t.cancel}
    </Button>
  );
}

function Resend({ row }: { row: DeliveryRow }) {
  const { actions } = useConsole();
  const { run, pending } = useAction();
  const queryClient = useQueryClient();

  const resend = async () => {
    const result = await run(() => actions.resend(row.id));
    if (!result.ok) {
      const { title, detail, status } = result.problem;
      return show({
        ...{ color: "red", title, text: detail, role: "alert" },
        // A webhook that is not active is what stands in the way: there it can be activated.
        link: status === 409 ? { label: t.openWebhook, href: paths.webhook(row.webhook.id) } : undefined,
      });
    }
    show({
      ...{ color: "teal", text: t.resendDone, role: "status" },
      link: { label: t.showNew, href: paths.delivery(result.value.deliveryId) },
    });
    await queryClient.invalidateQueries({ queryKey: deliveryQueries.all() });
  };
  return (
    <Button
      size="compact-sm"
      variant="default"
      loading={pending}
      leftSection={<IconRefresh size={14} aria-hidden />}
      aria-label={t.resendOf(row.webhook.label)}
      onClick={resend}
    >
      {t.resend}
    </Button>
  );
}

interface Note {
  color: string;
  title?: string;
  text: string;
  role: "alert" | "status";
  link: { label: string; href: string } | undefined;
}

function show({ color, title, text, role, link }: Note) {
  notifications.show({
    ...{ color, title, role, autoClose: 10_000 },
    message: (
      <Group justify="space-between" gap="sm">
        <Text size="sm">{text}</Text>
        {link && <TextLink href={link.href}>{link.label}</TextLink>}
      </Group>
    ),
  });
}
