"use client";

import { Anchor, Group, Modal, Text, TextInput } from "@mantine/core";
import { IconScale } from "@tabler/icons-react";
import { useState } from "react";
import { useFormContext, useWatch } from "react-hook-form";
import { payloadPreview } from "@/texts/payload-preview";
import { webhookFormRequest as t } from "@/texts/webhook-form-request";
import { AuthenticationFields } from "./authentication-fields";
import { SendTest } from "./draft/send-test";
import { FormBlock } from "./form-block";
import { FormPreview } from "./form-preview";
import type { FormValues } from "./form-values";
import { HeaderFields } from "./header-fields";
import { UrlNote, WithInboxButton } from "./inbox-button";
import { offersOf } from "./profile-rules";
import { RequestsFrom } from "./requests-from";
import { useField } from "./use-field";
import classes from "./webhook-form.module.css";

export function WhereBlock({ onNested }: { onNested: (open: boolean) => void }) {
  const { control } = useFormContext<FormValues>();
  const [profile, delivery, headers] = useWatch({ control, name: ["profile", "delivery", "headers"] });
  const url = useField("url", t.url);
  const [previewing, setPreviewing] = useState(false);
  const preview = (open: boolean) => {
    setPreviewing(open);
    onNested(open);
  };
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
        <Anchor component="button" type="button" size="sm" onClick={() => preview(true)}>
          {payloadPreview.title}
        </Anchor>
      </Group>
      {delivery.payloadStyle !== "signed" && <SendTest />}
      <RequestsFrom />
      {delivery.payloadStyle === "stream" && (
        <Text size="sm" c="dimmed">
          <IconScale size={16} aria-hidden className={classes.inlineIcon} /> {t.legal}
        </Text>
      )}
      <AuthenticationFields />
      {(offersOf(profile).headers || headers.length > 0) && <HeaderFields />}
      <Modal
        opened={previewing}
        onClose={() => preview(false)}
        title={payloadPreview.title}
        size="lg"
        zIndex={310}
      >
        <FormPreview titled={false} />
      </Modal>
    </FormBlock>
  );
}
