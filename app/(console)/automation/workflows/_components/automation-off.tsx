import { List, ListItem, Paper, Stack, Text, Title } from "@mantine/core";
import { TRAILS } from "@/app/(console)/rooms";
import { PageHeader } from "@/components/ui/page-header";
import { TextLink } from "@/components/ui/text-link";
import { paths } from "@/lib/paths";
import { workflows } from "@/texts/workflows";

const t = workflows.off;

/** S5.10, decision 29: what is missing and whom to ask, for members and administrators alike. */
export function AutomationOff({
  why,
  trail = TRAILS.workflows,
  title = workflows.title,
}: {
  why: string;
  trail?: { label: string; href?: string }[];
  title?: string;
}) {
  return (
    <>
      <PageHeader trail={trail} title={title} />
      <Paper withBorder p="xl" radius="lg" mt="lg" maw={720}>
        <Stack gap="xs">
          <Title order={2}>{t.title}</Title>
          <Text fw={500}>{why}</Text>
          <List size="sm" c="dimmed">
            <ListItem>{t.steps}</ListItem>
            <ListItem>{t.webhooks}</ListItem>
          </List>
          <TextLink href={paths.webhooks()} underline="always">
            {t.goOn}
          </TextLink>
        </Stack>
      </Paper>
    </>
  );
}
