import { List, ListItem, Paper, Stack, Text, Title } from "@mantine/core";
import { TRAILS } from "@/app/(console)/rooms";
import { PageHeader } from "@/components/ui/page-header";
import { webhooksPage } from "@/texts/webhooks-page";
import { FlowPicture } from "./flow-picture";

const t = webhooksPage.plan;

/** S1.4, decision 29: what is missing and whom to ask, for members and administrators alike. */
export function PlanNotice() {
  return (
    <>
      <PageHeader trail={TRAILS.webhooks} title={webhooksPage.title} />
      <Paper withBorder p="xl" radius="lg" mt="lg" maw={720}>
        <Stack gap="lg">
          <FlowPicture />
          <Stack gap="xs">
            <Title order={2}>{t.title}</Title>
            <Text>{t.text}</Text>
            <List size="sm" c="dimmed">
              <ListItem>{t.nothingDelivered}</ListItem>
              <ListItem>{t.eventsRefused}</ListItem>
            </List>
            <Text fw={500}>{t.upgrade}</Text>
          </Stack>
        </Stack>
      </Paper>
    </>
  );
}
