import { Badge, Button, Code, Group, Stack, Text } from "@mantine/core";
import { IconBan, IconCircleCheckFilled } from "@tabler/icons-react";
import type { Column } from "@/components/data-table/data-table";
import { RelativeTime } from "@/components/ui/relative-time";
import { TextLink } from "@/components/ui/text-link";
import type { ApiKeyView } from "@/lib/api-keys/schema";
import { paths } from "@/lib/paths";
import { apiKeys as t } from "@/texts/api-keys";
import { common } from "@/texts/common";

export function apiKeyColumns(
  dataCenters: { id: number; name: string }[],
  askToRevoke: (id: string) => void,
): Column<ApiKeyView>[] {
  const nameOf = (id: number) => dataCenters.find((one) => one.id === id)?.name ?? t.unknownDataCenter(id);
  return [
    {
      title: t.columns.name,
      cell: ({ name, hint }) => (
        <Stack gap={2} align="flex-start">
          <Text size="sm" fw={500} style={{ overflowWrap: "anywhere" }}>
            {name}
          </Text>
          <Code title={t.hint}>{hint}</Code>
        </Stack>
      ),
    },
    {
      title: t.columns.scopes,
      cell: ({ scopes }) => (
        <Group gap={4} justify="flex-start">
          {scopes.map((scope) => (
            <Code key={scope}>{scope}</Code>
          ))}
        </Group>
      ),
    },
    {
      title: t.columns.dataCenters,
      cell: ({ dataCenterIds }) => dataCenterIds?.map(nameOf).join(", ") ?? t.allDataCenters,
    },
    {
      title: t.columns.created,
      cell: ({ createdAt, createdBy }) => (
        <Stack gap={0}>
          <RelativeTime iso={createdAt} />
          {createdBy && (
            <Text size="xs" c="dimmed" style={{ overflowWrap: "anywhere" }}>
              {t.by(createdBy)}
            </Text>
          )}
        </Stack>
      ),
    },
    {
      title: t.columns.lastUsed,
      cell: ({ lastUsedAt }) => (lastUsedAt ? <RelativeTime iso={lastUsedAt} /> : common.never),
    },
    { title: t.columns.state, cell: (key) => <State apiKey={key} /> },
    {
      title: common.actions,
      numeric: true,
      cell: ({ id, name, revokedAt }) => (
        <Group gap="sm" justify="flex-end" wrap="nowrap">
          <TextLink href={paths.audit({ by: id })} aria-label={t.activityOf(name)}>
            {t.activity}
          </TextLink>
          {!revokedAt && (
            <Button
              size="compact-sm"
              variant="default"
              aria-label={t.revokeNamed(name)}
              onClick={() => askToRevoke(id)}
            >
              {t.revoke}
            </Button>
          )}
        </Group>
      ),
    },
  ];
}

/** Icon and word together; the colour only repeats them. */
function State({ apiKey: { revokedAt } }: { apiKey: ApiKeyView }) {
  const icon = revokedAt ? (
    <IconBan size={14} color="var(--mantine-color-dimmed)" aria-hidden />
  ) : (
    <IconCircleCheckFilled
      size={14}
      color="light-dark(var(--mantine-color-teal-8), var(--mantine-color-teal-4))"
      aria-hidden
    />
  );
  return (
    <Stack gap={2} align="flex-start">
      <Badge variant="default" tt="none" miw="max-content" fw={500} leftSection={icon}>
        {revokedAt ? t.states.revoked : t.states.active}
      </Badge>
      {revokedAt && <RelativeTime iso={revokedAt} size="xs" c="dimmed" />}
    </Stack>
  );
}
