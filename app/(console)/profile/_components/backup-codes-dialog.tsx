"use client";

import { Button, Group, Modal, SimpleGrid, Stack, Text } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { CopyButton } from "@/components/ui/copy-button";
import { downloadText } from "@/components/ui/download-text";
import { useSticky } from "@/components/ui/use-sticky";
import { profile as t } from "@/texts/profile";

interface Props {
  email: string;
  shown: { intro: string; codes: string[] } | undefined;
  onClose(): void;
}

/** Shown once, so that it closes by its button alone: a slip of the finger must not lose them. */
export function BackupCodesDialog({ email, shown, onClose }: Props) {
  const { intro, codes } = useSticky(shown) ?? { intro: "", codes: [] };
  return (
    <Modal
      opened={shown !== undefined}
      onClose={onClose}
      title={t.codesTitle}
      closeOnClickOutside={false}
      closeOnEscape={false}
      withCloseButton={false}
    >
      <Stack>
        <Text size="sm">{intro}</Text>
        <Text size="sm" fw={600}>
          {t.codesOnce}
        </Text>
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="xs" role="list" aria-label={t.codesTitle}>
          {codes.map((code) => (
            <Text key={code} ff="monospace" ta="center" role="listitem">
              {code}
            </Text>
          ))}
        </SimpleGrid>
        <Group justify="space-between" mt="xs">
          <Group gap="xs">
            <CopyButton label={t.copyCodes} value={codes.join("\n")} />
            <Button
              size="xs"
              variant="default"
              leftSection={<IconDownload size={16} aria-hidden />}
              onClick={() => downloadText(t.fileName, [t.fileHead(email), "", ...codes, ""].join("\n"))}
            >
              {t.download}
            </Button>
          </Group>
          <Button onClick={onClose}>{t.kept}</Button>
        </Group>
      </Stack>
    </Modal>
  );
}
