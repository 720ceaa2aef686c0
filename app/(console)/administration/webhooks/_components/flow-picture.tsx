import { Group, Stack, Text, ThemeIcon } from "@mantine/core";
import { IconArrowRight, IconBolt, IconSend, IconServer2, IconUser } from "@tabler/icons-react";
import { webhooksPage } from "@/texts/webhooks-page";

const t = webhooksPage.flow;

const STEPS = [
  { icon: IconUser, label: t.contactChanges },
  { icon: IconBolt, label: t.triggerFires },
  { icon: IconSend, label: t.requestSent },
  { icon: IconServer2, label: t.systemActs },
];

export function FlowPicture() {
  return (
    <Group
      gap="md"
      wrap="wrap"
      align="flex-start"
      role="img"
      aria-label={STEPS.map((step) => step.label).join(t.separator)}
    >
      {STEPS.map(({ icon: Icon, label }, index) => (
        <Group key={label} gap="md" wrap="nowrap" align="flex-start" aria-hidden>
          {index > 0 && (
            <IconArrowRight size={18} color="var(--mantine-color-dimmed)" style={{ marginTop: 15 }} />
          )}
          <Stack gap={6} align="center" w={92}>
            <ThemeIcon size={48} radius="xl" variant="light">
              <Icon size={24} />
            </ThemeIcon>
            <Text size="xs" c="dimmed" ta="center" lh={1.25}>
              {label}
            </Text>
          </Stack>
        </Group>
      ))}
    </Group>
  );
}
