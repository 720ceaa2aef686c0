import { Group, Text } from "@mantine/core";
import { IconShieldCheck, IconShieldOff, IconShieldX } from "@tabler/icons-react";
import { LazyTooltip } from "@/components/ui/lazy-tooltip";
import type { Signature } from "@/lib/inbox/schema";
import { inbox as t } from "@/texts/inbox";

const LOOKS = {
  verified: {
    icon: IconShieldCheck,
    color: "light-dark(var(--mantine-color-teal-9), var(--mantine-color-teal-4))",
  },
  wrong: { icon: IconShieldX, color: "var(--mantine-color-error)" },
  missing: { icon: IconShieldOff, color: "var(--mantine-color-dimmed)" },
};

/** Icon and word together; the colour only repeats them. */
export function SignatureMark({ signature }: { signature: Signature }) {
  const { icon: Icon, color } = LOOKS[signature];
  return (
    <LazyTooltip label={t.signatureHints[signature]}>
      <Group gap={6} wrap="nowrap" component="span" display="inline-flex" style={{ verticalAlign: "middle" }}>
        <Icon size={16} color={color} aria-hidden style={{ flex: "none" }} />
        <Text span size="sm" c={color} fw={500}>
          {t.signatures[signature]}
        </Text>
      </Group>
    </LazyTooltip>
  );
}
