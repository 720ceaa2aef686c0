"use client";

import { Anchor, Group, Modal, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { AuthenticationFields } from "./authentication-fields";
import { FormBlock } from "./form-block";
import { FormPreview } from "./form-preview";
import { HeaderFields } from "./header-fields";
import { useField } from "./use-field";

export function WhereBlock({ onNested }: { onNested: (open: boolean) => void }) {
  const url = useField("url", "Send data to URL");
  const [previewing, setPreviewing] = useState(false);
  const preview = (open: boolean) => {
    setPreviewing(open);
    onNested(open);
  };
  return (
    <FormBlock title="Where">
      <TextInput
        {...url}
        type="url"
        inputMode="url"
        required
        maxLength={2048}
        placeholder="https://example.com/webhooks"
        autoComplete="off"
        spellCheck={false}
      />
      <Group justify="space-between" gap="xs" mt={-8}>
        <Text size="xs" c="dimmed">
          <b>NOTE:</b> The endpoint must be HTTPS and localhost cannot be used.
        </Text>
        <Anchor component="button" type="button" size="sm" onClick={() => preview(true)}>
          Payload preview
        </Anchor>
      </Group>
      <AuthenticationFields />
      <HeaderFields />
      <Modal
        opened={previewing}
        onClose={() => preview(false)}
        title="Payload preview"
        size="lg"
        zIndex={310}
      >
        <FormPreview titled={false} />
      </Modal>
    </FormBlock>
  );
}
