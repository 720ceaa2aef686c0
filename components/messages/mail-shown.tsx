"use client";

import { Box, Paper, Stack, Text } from "@mantine/core";
import { getNonce } from "get-nonce";
import { useState } from "react";
import { Segments } from "@/components/ui/segments";
import type { MessageLook } from "@/lib/messages/schema";
import { messages as t } from "@/texts/messages";

const VIEWS = (["html", "text"] as const).map((value) => ({ value: String(value), label: t.bodies[value] }));

/** A mail as readers see it. What it holds can run nothing, and loads nothing from elsewhere. */
export function MailShown({ mail }: { mail: NonNullable<MessageLook["mail"]> }) {
  const { to, subject, text, html } = mail;
  const [view, setView] = useState<"html" | "text">("html");
  const shown = html === "" ? "text" : view;
  return (
    <Paper withBorder p="md">
      <Stack gap="sm">
        <div>
          <Text fw={600} style={{ overflowWrap: "anywhere" }}>
            {subject}
          </Text>
          <Text size="xs" c="dimmed" style={{ overflowWrap: "anywhere" }}>
            {t.to(to)}
          </Text>
        </div>
        {html !== "" && (
          <Segments
            label={t.views}
            data={VIEWS}
            value={shown}
            onChange={(next) => setView(next as typeof view)}
          />
        )}
        {shown === "html" ? (
          <>
            <iframe
              title={t.frame}
              sandbox=""
              srcDoc={withNonce(html)}
              style={{ width: "100%", height: 420, border: 0, background: "white", borderRadius: 4 }}
            />
            <Text size="xs" c="dimmed">
              {t.pictures}
            </Text>
          </>
        ) : (
          <Box
            component="pre"
            tabIndex={0}
            aria-label={t.frame}
            style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere", margin: 0, fontSize: 13 }}
          >
            {text}
          </Box>
        )}
      </Stack>
    </Paper>
  );
}

/** The frame has our content policy, which lets no style sheet in without it. */
const withNonce = (html: string) => html.replace(/<style\b/gi, `<style nonce="${getNonce() ?? ""}"`);
