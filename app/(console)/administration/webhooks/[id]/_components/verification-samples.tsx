"use client";

import { Stack, Tabs, Text } from "@mantine/core";
import { CodeText } from "@/components/ui/code-text";
import { CopyButton } from "@/components/ui/copy-button";
import { webhookSignature as t } from "@/texts/webhook-signature";
import { SAMPLES, type Sample } from "./samples";

/** How a receiver checks a signature; the first sample is open. */
export function VerificationSamples({ samples }: { samples: Sample[] }) {
  return (
    <Stack gap="xs">
      <Text size="sm" fw={500}>
        {t.sampleTitle}
      </Text>
      <Tabs defaultValue={samples[0] ?? null} keepMounted={false}>
        <Tabs.List mb="xs">
          {samples.map((sample) => (
            <Tabs.Tab key={sample} value={sample}>
              {t.sampleTabs[sample]}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {samples.map((sample) => (
          <Tabs.Panel key={sample} value={sample}>
            <Stack gap="xs" align="flex-start">
              <CodeText label={t.sampleLabel(t.sampleTabs[sample])} maxHeight={420}>
                {SAMPLES[sample]}
              </CodeText>
              <CopyButton label={t.copySample} value={SAMPLES[sample]} />
            </Stack>
          </Tabs.Panel>
        ))}
      </Tabs>
    </Stack>
  );
}
