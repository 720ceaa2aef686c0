import { List, ListItem, Paper, Stack, Text, Title } from "@mantine/core";
import { TRAILS } from "@/app/(console)/rooms";
import { PageHeader } from "@/components/ui/page-header";
import { FlowPicture } from "./flow-picture";

/** S1.4, decision 29: what is missing and whom to ask, for members and administrators alike. */
export function PlanNotice() {
  return (
    <>
      <PageHeader trail={TRAILS.webhooks} title="Webhooks" />
      <Paper withBorder p="xl" radius="lg" mt="lg" maw={720}>
        <Stack gap="lg">
          <FlowPicture />
          <Stack gap="xs">
            <Title order={2}>Webhooks need a paid plan</Title>
            <Text>
              Your account is on the free plan. Webhooks tell other systems at once when something happens to
              a contact, for example when it becomes a member of a persona.
            </Text>
            <List size="sm" c="dimmed">
              <ListItem>Nothing is delivered while the account is on the free plan.</ListItem>
              <ListItem>Events posted to the API are refused, not kept.</ListItem>
            </List>
            <Text fw={500}>To upgrade, contact Tidings Sales.</Text>
          </Stack>
        </Stack>
      </Paper>
    </>
  );
}
