import { Anchor, Paper, Text } from "@mantine/core";
import { outbox as t } from "@/texts/outbox";
import { partsOf } from "./mail-parts";

interface Props {
  text: string;
  /** Links to it alone can be clicked: names of webhooks and accounts may look like any other address. */
  origin: string;
}

export function MailText({ text, origin }: Props) {
  return (
    <Paper withBorder p="md" component="section" aria-label={t.text} tabIndex={0}>
      <Text size="sm" component="div" style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>
        {partsOf(text, origin).map(({ text: part, href, at }) =>
          href ? (
            <Anchor key={at} href={href} size="sm" target="_blank" rel="noreferrer">
              {part}
            </Anchor>
          ) : (
            part
          ),
        )}
      </Text>
    </Paper>
  );
}
