"use client";

import { Group, Stack, Tabs, Text } from "@mantine/core";
import { useLocalStorage } from "@mantine/hooks";
import { CodeText } from "@/components/ui/code-text";
import { CopyButton } from "@/components/ui/copy-button";
import { webhookSignature as t } from "@/texts/webhook-signature";
import {
  SAMPLE_LANGUAGES,
  SAMPLES,
  type SampleLanguage,
  type SignatureKind,
} from "../signature/_samples/samples";

/** How a receiver checks what it gets, in its own language; the browser remembers which. */
export function VerificationSamples({ kinds }: { kinds: SignatureKind[] }) {
  const [remembered, remember] = useLocalStorage<string>({
    key: "tidings-sample-language",
    defaultValue: "node",
  });
  const language = SAMPLE_LANGUAGES.find((each) => each === remembered) ?? "node";
  return (
    <Stack gap="xs">
      <Text size="sm" fw={500}>
        {t.sampleTitle}
      </Text>
      <Tabs value={language} onChange={(value) => value && remember(value)} keepMounted={false}>
        <Tabs.List mb="xs" aria-label={t.sampleLanguage}>
          {SAMPLE_LANGUAGES.map((each) => (
            <Tabs.Tab key={each} value={each}>
              {t.sampleLanguages[each]}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {SAMPLE_LANGUAGES.map((each) => (
          <Tabs.Panel key={each} value={each}>
            <Stack gap="md">
              {kinds.map((kind) => (
                <Sample key={kind} kind={kind} language={each} headed={kinds.length > 1} />
              ))}
            </Stack>
          </Tabs.Panel>
        ))}
      </Tabs>
    </Stack>
  );
}

interface SampleProps {
  kind: SignatureKind;
  language: SampleLanguage;
  /** Several samples stand below each other. */
  headed: boolean;
}

function Sample({ kind, language, headed }: SampleProps) {
  const sample = SAMPLES[kind][language];
  const header = t.sampleHeaders[kind];
  return (
    <Stack gap="xs">
      {headed && (
        <Text size="sm" c="dimmed">
          {header}
        </Text>
      )}
      <CodeText label={t.sampleLabel(t.sampleLanguages[language], header)} maxHeight={420}>
        {sample}
      </CodeText>
      <Group>
        <CopyButton label={t.copySample(headed ? header : undefined)} value={sample} />
      </Group>
    </Stack>
  );
}
