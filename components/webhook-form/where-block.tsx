"use client";

import { Anchor, Group, Modal, Text, TextInput } from "@mantine/core";
import { IconScale } from "@tabler/icons-react";
import { useState } from "react";
import { useFormContext, useWatch } from "react-hook-form";
import { useSticky } from "@/components/ui/use-sticky";
import { hindsight } from "@/texts/hindsight";
import { payloadPreview } from "@/texts/payload-preview";
import { webhookFormRequest as t } from "@/texts/webhook-form-request";
import { AuthenticationFields } from "./authentication-fields";
import { SendTest } from "./draft/send-test";
import { FormBlock } from "./form-block";
import type { Outlook } from "./form-outlook";
import { FormPreview } from "./form-preview";
import type { FormValues } from "./form-values";
import { HeaderFields } from "./header-fields";
import { Hindsight } from "./hindsight/hindsight";
import { UrlNote, WithInboxButton } from "./inbox-button";
import { offersOf } from "./profile-rules";
import { RequestsFrom } from "./requests-from";
import { useField } from "./use-field";
import classes from "./webhook-form.module.css";

export function WhereBlock({ onNested }: { onNested: (open: boolean) => void }) {
  const { control } = useFormContext<FormValues>();
  const [profile, delivery, headers] = useWatch({ control, name: ["profile", "delivery", "headers"] });
  const url = useField("url", t.url);
  const [looking, setLooking] = useState<Outlook>();
  const look = (at: Outlook | undefined) => {
    setLooking(at);
    onNested(at !== undefined);
  };
  const shown = useSticky(looking);
  return (
    <FormBlock title={t.title}>
      <TextInput
        {...url}
        inputContainer={(input) => <WithInboxButton>{input}</WithInboxButton>}
        type="url"
        inputMode="url"
        required
        maxLength={2048}
        placeholder={t.urlExample}
        autoComplete="off"
        spellCheck={false}
      />
      <Group justify="space-between" gap="xs" mt={-8}>
        <UrlNote url={url.value} urlPolicy={delivery.urlPolicy} />
        <Group gap="md">
          <Anchor component="button" type="button" size="sm" onClick={() => look("preview")}>
            {payloadPreview.title}
          </Anchor>
          <Anchor component="button" type="button" size="sm" onClick={() => look("hindsight")}>
            {hindsight.title}
          </Anchor>
        </Group>
      </Group>
      {delivery.payloadStyle !== "signed" && <SendTest />}
      <RequestsFrom />
      {delivery.payloadStyle === "stream" && (
        <Text size="sm" c="dimmed">
          <IconScale size={16} aria-hidden className={classes.inlineIcon} /> {t.legal}
        </Text>
      )}
      <AuthenticationFields onNested={onNested} />
      {(offersOf(profile).headers || headers.length > 0) && <HeaderFields />}
      <Modal
        opened={looking !== undefined}
        onClose={() => look(undefined)}
        title={shown === "hindsight" ? hindsight.title : payloadPreview.title}
        size="lg"
        zIndex={310}
      >
        {shown === "hindsight" ? <Hindsight /> : <FormPreview />}
      </Modal>
    </FormBlock>
  );
}
