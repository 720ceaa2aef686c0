"use client";

import { Checkbox, Stack, Text } from "@mantine/core";
import { useController } from "react-hook-form";
import type { NewApiKey } from "@/lib/api-keys/schema";
import { SCOPE_GROUPS, apiKeys as t } from "@/texts/api-keys";

/** What the key shall be allowed, each scope with a line on what that is. */
export function ScopesField() {
  const { field, fieldState } = useController<NewApiKey, "scopes">({ name: "scopes" });
  const first = SCOPE_GROUPS[0]?.scopes[0]?.scope;
  return (
    <Checkbox.Group
      label={t.scopes}
      description={t.scopesDescription}
      required
      value={field.value}
      onChange={(scopes) => field.onChange(scopes)}
      error={fieldState.error && t.scopesMissing}
    >
      <Stack gap="sm" mt="xs" mb={4}>
        {SCOPE_GROUPS.map(({ title, scopes }) => (
          <Stack key={title} gap={6}>
            <Text size="xs" fw={600} c="dimmed">
              {title}
            </Text>
            {scopes.map(({ scope, allows }) => (
              <Checkbox
                key={scope}
                value={scope}
                label={scope}
                description={allows}
                ref={scope === first ? field.ref : undefined}
              />
            ))}
          </Stack>
        ))}
      </Stack>
    </Checkbox.Group>
  );
}
