"use client";

import { Button, Group, Stack, Text } from "@mantine/core";
import { useEffect, useRef } from "react";
import { useWatch } from "react-hook-form";
import { KeyLine } from "@/components/signing-keys/key-line";
import { PublicKeys } from "@/components/signing-keys/public-keys";
import { ProblemAlert } from "@/components/ui/problem-alert";
import { webhookFormDraft } from "@/texts/webhook-form-draft";
import { webhookSignature } from "@/texts/webhook-signature";
import { FormBlock } from "../form-block";
import type { FormValues } from "../form-values";
import { useDraft } from "./use-draft";

const t = webhookFormDraft.keys;

/** The keys that a new webhook will have; a saved one has them on its page. */
export function DraftKeysBlock() {
  const { original } = useDraft();
  const delivery = useWatch<FormValues, "delivery">({ name: "delivery" });
  const { standard, rsa } = delivery.signature;
  // A public key is needed to build the receiver; a plain secret is looked for under the settings.
  if (original || !(rsa || standard === "v1a")) return null;
  return (
    <FormBlock title={t.title}>
      <DraftKeys />
    </FormBlock>
  );
}

export function DraftKeys() {
  const { keys, showKeys, hideKeys, keysPending, keysProblem } = useDraft();
  const label = useWatch<FormValues, "label">({ name: "label" });
  const { standard, rsa } = useWatch<FormValues, "delivery">({ name: "delivery" }).signature;
  const shownFor = useRef({ standard, rsa });
  useEffect(() => {
    const { current } = shownFor;
    if (current.standard === standard && current.rsa === rsa) return;
    shownFor.current = { standard, rsa };
    hideKeys();
  });
  const hmac = keys?.filter((key) => key.kind === "hmac") ?? [];
  const publicKeys = keys?.filter((key) => key.kind !== "hmac") ?? [];
  return (
    <Stack gap="sm">
      <Text size="sm" c="dimmed" mt={-8}>
        {t.intro}
      </Text>
      {keysProblem && <ProblemAlert title={t.notShown}>{keysProblem}</ProblemAlert>}
      {hmac.map((key) => (
        <Stack gap={4} key={key.secret}>
          <Text size="sm" fw={500}>
            {webhookSignature.secretTitle}
          </Text>
          <KeyLine value={key.secret} copyLabel={webhookSignature.copySecret} expiresAt={null} />
        </Stack>
      ))}
      {publicKeys.length > 0 && <PublicKeys label={label} keys={publicKeys} />}
      <Group gap="sm">
        <Button
          size="xs"
          variant="default"
          loading={keysPending}
          onClick={() => (keys ? hideKeys() : void showKeys())}
        >
          {keys ? t.hide : rsa || standard === "v1a" ? t.show : t.showSecret}
        </Button>
        {!keys && (
          <Text size="xs" c="dimmed">
            {t.audited}
          </Text>
        )}
      </Group>
    </Stack>
  );
}
