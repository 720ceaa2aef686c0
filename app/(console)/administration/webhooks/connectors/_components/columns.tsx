import { ActionIcon, Button, Group, Text } from "@mantine/core";
import { IconAlertTriangle, IconPencil, IconTrash } from "@tabler/icons-react";
import { credentialWords } from "@/components/connector-form/credential-words";
import type { Column } from "@/components/data-table/data-table";
import { LazyTooltip } from "@/components/ui/lazy-tooltip";
import { RelativeTime } from "@/components/ui/relative-time";
import { useDialogView } from "@/components/ui/use-dialog-view";
import { WebhookLinks } from "@/components/webhook-links";
import type { ConnectorView } from "@/lib/connectors/schema";
import { common } from "@/texts/common";
import { connectors as t } from "@/texts/connectors";
import { utcDay } from "@/texts/times";

/** What everybody sees; who may change connectors gets the buttons for it. */
export const columnsOf = (administrator: boolean): Column<ConnectorView>[] => [
  {
    title: t.columns.name,
    cell: ({ name }) => (
      <Text size="sm" fw={500} style={{ overflowWrap: "anywhere" }}>
        {name}
      </Text>
    ),
  },
  {
    title: t.columns.type,
    cell: ({ authentication }) => (
      <>
        <Text size="sm" style={{ overflowWrap: "anywhere" }}>
          {credentialWords(authentication)}
        </Text>
        <Expiry authentication={authentication} />
      </>
    ),
  },
  { title: t.columns.usedBy, cell: ({ usedBy }) => <WebhookLinks webhooks={usedBy} none={t.unused} /> },
  { title: t.columns.secret, cell: ({ secretAt }) => <RelativeTime iso={secretAt} /> },
  ...(administrator ? [ACTIONS] : []),
];

const ACTIONS: Column<ConnectorView> = {
  title: common.actions,
  hideTitle: true,
  numeric: true,
  cell: (connector) => <Actions connector={connector} />,
};

/** Said while there is time to see to another certificate, and after. */
function Expiry({ authentication }: Pick<ConnectorView, "authentication">) {
  if (authentication.type !== "client_certificate" || authentication.state === "valid") return null;
  const { state, expiresAt } = authentication;
  return (
    <Group gap={4} wrap="nowrap" align="flex-start" c="var(--mantine-color-error)">
      <IconAlertTriangle size={14} aria-hidden style={{ flex: "none", marginTop: 2 }} />
      <Text size="xs">{t.renew[state](utcDay(expiresAt))}</Text>
    </Group>
  );
}

function Actions({ connector: { id, name } }: { connector: ConnectorView }) {
  const { open } = useDialogView();
  return (
    <Group gap={4} wrap="nowrap" justify="flex-end">
      <Button
        size="compact-sm"
        variant="default"
        aria-label={t.replaceNamed(name)}
        onClick={() => open({ secret: id })}
      >
        {t.replace}
      </Button>
      <LazyTooltip label={t.edit}>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={t.editNamed(name)}
          onClick={() => open({ edit: id })}
        >
          <IconPencil size={18} aria-hidden />
        </ActionIcon>
      </LazyTooltip>
      <LazyTooltip label={t.delete}>
        <ActionIcon
          variant="subtle"
          color="red"
          aria-label={t.deleteNamed(name)}
          onClick={() => open({ delete: id })}
        >
          <IconTrash size={18} aria-hidden />
        </ActionIcon>
      </LazyTooltip>
    </Group>
  );
}
