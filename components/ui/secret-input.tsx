"use client";

import { Button, Group, PasswordInput, TextInput } from "@mantine/core";
import { useRef, useState } from "react";
import { secretInput as t } from "@/texts/secret-input";

interface Props {
  label: string;
  /** `undefined`: set already, and it stays. */
  value: string | undefined;
  error?: string;
  description?: string;
  hideLabel?: boolean;
  onChange: (value: string | undefined) => void;
  onBlur: () => void;
}

/** Write-only: what is set is never shown again, only replaced. */
export function SecretInput({ label, value, error, description, hideLabel, onChange, onBlur }: Props) {
  const [wasSet] = useState(value === undefined);
  const input = useRef<HTMLInputElement>(null);
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
  return (
    <Group gap="xs" align="flex-end" wrap="nowrap">
      <PasswordInput
        {...named}
        ref={input}
        value={value}
        error={error}
        description={description}
        required={!hideLabel}
        autoComplete="new-password"
        placeholder={hideLabel ? t.placeholder : undefined}
        onChange={(event) => onChange(event.currentTarget.value)}
        onBlur={onBlur}
        style={{ flex: 1 }}
      />
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
