import { Group, Text } from "@mantine/core";
import { IconBroadcast, IconKey, IconTerminal2, IconUser, IconUserQuestion } from "@tabler/icons-react";
import type { AuditEntryView } from "@/lib/audit/schema";
import { audit as t } from "@/texts/audit";

const ICONS = { user: IconUser, api_key: IconKey, command_line: IconTerminal2, system: IconBroadcast };

/** Who did it, with an icon of the kind. Whoever failed to sign in is known by the address that was tried alone. */
export function AuditActor({ actor }: { actor: AuditEntryView["actor"] }) {
  const stranger = actor.kind === "system" && actor.name !== t.actors.system;
  const Icon = stranger ? IconUserQuestion : ICONS[actor.kind];
  return (
    <Group gap={6} wrap="nowrap" align="flex-start">
      <Icon
        size={16}
        role="img"
        aria-label={stranger ? t.stranger : t.actors[actor.kind]}
        style={{ flex: "none", marginTop: 2, opacity: 0.75 }}
      />
      <Text span size="sm" style={{ overflowWrap: "anywhere" }}>
        {actor.kind === "command_line" ? t.actors.command_line : actor.name}
      </Text>
    </Group>
  );
}
