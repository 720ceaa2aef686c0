import { Group, Stack, Text, ThemeIcon } from "@mantine/core";
import { IconArrowRight, IconBolt, IconSend, IconServer2, IconUser } from "@tabler/icons-react";

const STEPS = [
  { icon: IconUser, label: "A contact changes" },
  { icon: IconBolt, label: "The trigger fires" },
  { icon: IconSend, label: "Tidings sends a POST" },
  { icon: IconServer2, label: "Your system acts" },
];

export function FlowPicture() {
  return (
    <Group
      gap="md"
      wrap="wrap"
      align="flex-start"
      role="img"
      aria-label={STEPS.map((step) => step.label).join(", then: ")}
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
