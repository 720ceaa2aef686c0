import { Progress, Stack, Text } from "@mantine/core";
import { contactImports as t } from "@/texts/contact-imports";

export function UploadProgress({ sent, of }: { sent: number; of: number }) {
  return (
    <Stack gap={4}>
      <Progress value={(100 * sent) / Math.max(1, of)} aria-label={t.progress} />
      <Text size="sm" role="status">
        {t.uploading(sent, of)} {t.keepOpen}
      </Text>
    </Stack>
  );
}
