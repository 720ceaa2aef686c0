"use client";

import { Anchor, Group, Modal, TextInput } from "@mantine/core";
import { useState } from "react";
import { payloadPreview } from "@/texts/payload-preview";
import { webhookFormRequest as t } from "@/texts/webhook-form-request";
import { AuthenticationFields } from "./authentication-fields";
import { FormBlock } from "./form-block";
import { FormPreview } from "./form-preview";
import { HeaderFields } from "./header-fields";
import { UrlNote, WithInboxButton } from "./inbox-button";
import { useField } from "./use-field";

export function WhereBlock({ onNested }: { onNested: (open: boolean) => void }) {
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
        <UrlNote url={url.value} />
        <Anchor component="button" type="button" size="sm" onClick={() => preview(true)}>
          {payloadPreview.title}
        </Anchor>
      </Group>
      <AuthenticationFields />
      <HeaderFields />
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
