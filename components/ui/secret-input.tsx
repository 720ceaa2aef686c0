"use client";

import { Button, Group, PasswordInput, Textarea, TextInput } from "@mantine/core";
import { useRef, useState } from "react";
import { secretInput as t } from "@/texts/secret-input";

interface Props {
  label: string;
  /** `undefined`: set already, and it stays. */
  value: string | undefined;
  error?: string;
  description?: string;
  hideLabel?: boolean;
  /** A text of several lines, such as PEM. */
  multiline?: boolean;
  onChange: (value: string | undefined) => void;
  onBlur: () => void;
}

/** Write-only: what is set is never shown again, only replaced. */
export function SecretInput({ label, value, error, description, hideLabel, multiline, ...on }: Props) {
  const { onChange, onBlur } = on;
  const [wasSet] = useState(value === undefined);
  const input = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  const named = hideLabel ? { "aria-label": label } : { label };

  if (value === undefined) {
    const replace = () => {
      onChange("");
      setTimeout(() => input.current?.focus());
    };
    return (
      <Group gap="xs" align="flex-end" wrap="nowrap">
        <TextInput
          {...named}
          value={t.set}
          readOnly
          variant="filled"
          error={error}
          description={description}
          style={{ flex: 1 }}
        />
        <Button variant="default" onClick={replace} aria-label={t.replaceOf(label)}>
          {t.replace}
        </Button>
      </Group>
    );
  }
  const shared = {
    ...{
      ...named,
      ref: input,
      value,
      error,
      description,
      onBlur,
      required: !hideLabel,
      style: { flex: multiline ? "1 1 100%" : 1 },
    },
    onChange: (event: { currentTarget: { value: string } }) => onChange(event.currentTarget.value),
  };
  return (
    <Group gap="xs" align={multiline ? "flex-start" : "flex-end"} wrap={multiline ? "wrap" : "nowrap"}>
      {multiline ? (
        <Textarea {...shared} {...PEM} />
      ) : (
        <PasswordInput
          {...shared}
          autoComplete="new-password"
          placeholder={hideLabel ? t.placeholder : undefined}
        />
      )}
      {wasSet && (
        <Button
          variant="subtle"
          color="gray"
          onClick={() => onChange(undefined)}
          aria-label={t.keepOf(label)}
        >
          {t.keep}
        </Button>
      )}
    </Group>
  );
}

const PEM = {
  ...{ autosize: true, minRows: 4, maxRows: 6, spellCheck: false, autoComplete: "off" },
  styles: { input: { fontFamily: "var(--mantine-font-family-monospace)", fontSize: 12 } },
};
