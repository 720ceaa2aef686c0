"use client";

import { Button, Group, List, Stack, Text } from "@mantine/core";
import { ProblemAlert } from "@/components/ui/problem-alert";
import { TextLink } from "@/components/ui/text-link";
import { useAction } from "@/components/ui/use-action";
import { useDialogView } from "@/components/ui/use-dialog-view";
import type { ConnectorView } from "@/lib/connectors/schema";
import { paths } from "@/lib/paths";
import { common } from "@/texts/common";
import { connectors as t } from "@/texts/connectors";
import { remove } from "../actions";

interface Props {
  connector: ConnectorView;
  onDeleted(): void;
}

/** Asks before it deletes; while webhooks use the connector it names them instead (decision 9). */
export function DeleteConnector({ connector, onDeleted }: Props) {
  return connector.usedBy.length > 0 ? (
    <InUse usedBy={connector.usedBy} />
  ) : (
    <Ask connector={connector} onDeleted={onDeleted} />
  );
}

function InUse({ usedBy }: Pick<ConnectorView, "usedBy">) {
  const { close } = useDialogView();
  return (
    <Stack>
      <Text size="sm">{t.inUse(usedBy.length)}</Text>
      <List size="sm">
        {usedBy.map(({ id, label }) => (
          <List.Item key={id}>
            <TextLink href={paths.webhook(id)}>{label}</TextLink>
          </List.Item>
        ))}
      </List>
      <Group justify="flex-end" mt="xs">
        <Button variant="default" onClick={() => void close("delete")} data-autofocus>
          {common.close}
        </Button>
      </Group>
    </Stack>
  );
}

function Ask({ connector, onDeleted }: Props) {
  const { close } = useDialogView();
  const { run, pending, problem } = useAction();
  const confirm = async () => {
    const result = await run(() => remove(connector.id));
    if (result.ok) onDeleted();
  };
  return (
    <Stack>
      {problem && <ProblemAlert title={t.notDeleted}>{problem.detail}</ProblemAlert>}
      <Text size="sm">{t.deleteText}</Text>
      <Group justify="flex-end" mt="xs">
        <Button variant="default" onClick={() => void close("delete")} data-autofocus disabled={pending}>
          {common.cancel}
        </Button>
        <Button color="red" onClick={confirm} loading={pending}>
          {t.delete}
        </Button>
      </Group>
    </Stack>
  );
}
