import { Code, Group, Paper, Stack, Text } from "@mantine/core";
import { CodeText } from "@/components/ui/code-text";
import { CopyButton } from "@/components/ui/copy-button";
import { PagePart } from "@/components/ui/page-part";
import { TextLink } from "@/components/ui/text-link";
import { paths } from "@/lib/paths";
import { navigation } from "@/texts/navigation";
import { restApi as t } from "@/texts/rest-api";

interface Props {
  publicUrl: string;
  clientId: number;
  administrator: boolean;
}

/** What every call needs: whose account, which address, whose key. */
export function AccessPart({ publicUrl, clientId, administrator }: Props) {
  const command = `curl ${publicUrl}${paths.api.webhooks(clientId)} -H 'Authorization: Bearer ${t.key}'`;
  return (
    <PagePart title={t.access}>
      <Paper withBorder p="md">
        <Stack gap="md">
          <Value label={t.clientId} copy={t.copyClientId} value={String(clientId)} />
          <Value label={t.baseUrl} copy={t.copyBaseUrl} value={publicUrl + paths.api.account(clientId)} />
          <Text size="sm">
            {t.authorize} <Code>{t.header}</Code>.{" "}
            {administrator ? (
              <>
                {t.authorizeHow}{" "}
                <TextLink href={paths.apiKeys()} underline="always">
                  {navigation.apiKeys}
                </TextLink>
                .
              </>
            ) : (
              t.authorizeMember
            )}
          </Text>
          <Stack gap={6}>
            <Group justify="space-between" gap="xs">
              <Text size="sm" fw={600}>
                {t.tryIt}
              </Text>
              <CopyButton label={t.copyCommand} value={command} />
            </Group>
            <Text size="sm" c="dimmed">
              {t.tryText}
            </Text>
            <CodeText label={t.tryIt}>{command}</CodeText>
          </Stack>
        </Stack>
      </Paper>
    </PagePart>
  );
}

interface ValueProps {
  label: string;
  copy: string;
  value: string;
}

function Value({ label, copy, value }: ValueProps) {
  return (
    <Group component="section" aria-label={label} gap="xs" wrap="nowrap" justify="space-between">
      <div>
        <Text size="sm" c="dimmed">
          {label}
        </Text>
        <Text ff="monospace" style={{ overflowWrap: "anywhere" }}>
          {value}
        </Text>
      </div>
      <CopyButton compact label={copy} value={value} />
    </Group>
  );
}
