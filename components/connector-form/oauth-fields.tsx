"use client";

import { Select, SimpleGrid, Stack, TextInput } from "@mantine/core";
import type { ReactNode } from "react";
import { CLIENT_AUTHENTICATIONS } from "@/lib/authentication/schema";
import { credential as t } from "@/texts/connectors";
import { useText } from "./use-text";

const PLACES = CLIENT_AUTHENTICATIONS.map((value) => ({ value, label: t.clientAuthentications[value] }));

/** Where a token is asked for, and for whom; the secret stands where its children are. */
export function OAuthFields({ children }: { children: ReactNode }) {
  const tokenUrl = useText("authentication.tokenUrl", t.tokenUrl);
  const clientId = useText("authentication.clientId", t.clientId);
  const scope = useText("authentication.scope", t.scope);
  const audience = useText("authentication.audience", t.audience);
  const place = useText("authentication.clientAuthentication", t.clientAuthentication);
  const plain = { autoComplete: "off", spellCheck: false } as const;
  return (
    <Stack gap="sm">
      <TextInput
        {...tokenUrl}
        {...plain}
        required
        type="url"
        maxLength={2_048}
        description={t.tokenUrlHint}
        placeholder={t.tokenUrlExample}
      />
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="xs">
        <TextInput {...clientId} {...plain} required maxLength={500} />
        {children}
      </SimpleGrid>
      <Select {...place} data={PLACES} allowDeselect={false} />
      <TextInput {...scope} {...plain} maxLength={1_000} description={t.scopeHint} />
      <TextInput {...audience} {...plain} maxLength={2_048} description={t.audienceHint} />
    </Stack>
  );
}
