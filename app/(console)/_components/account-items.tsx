"use client";

import { Menu, ScrollArea, Text, VisuallyHidden } from "@mantine/core";
import { IconBuilding, IconCheck } from "@tabler/icons-react";
import { showProblem, useAction } from "@/components/ui/use-action";
import { paths } from "@/lib/paths";
import { personMenu as t } from "@/texts/person-menu";
import { ROLE_LABELS } from "@/texts/roles";
import { switchAccount } from "../actions";
import type { PersonsAccount } from "./person-menu";

interface Props {
  accounts: PersonsAccount[];
  /** The account that is shown. */
  presentId: number;
}

/** The accounts of a person who has several, to look at another of them. */
export function AccountItems({ accounts, presentId }: Props) {
  const { run } = useAction();
  const choose = async (id: number) => {
    if (id === presentId) return;
    const result = await run(() => switchAccount(id));
    if (!result.ok) return showProblem(result.problem);
    // A full load, so that nothing of the account that was shown stays in memory.
    window.location.assign(paths.home());
  };
  return (
    <>
      <Menu.Label>{t.accounts}</Menu.Label>
      <ScrollArea.Autosize mah={240} type="auto">
        {accounts.map(({ id, name, role }) => (
          <Menu.Item
            key={id}
            leftSection={
              id === presentId ? <IconCheck size={16} aria-hidden /> : <IconBuilding size={16} aria-hidden />
            }
            onClick={() => choose(id)}
          >
            <Text size="sm" style={{ overflowWrap: "anywhere" }}>
              {name}
              {id === presentId && <VisuallyHidden>, {t.present}</VisuallyHidden>}
            </Text>
            <Text size="xs" c="dimmed">
              {ROLE_LABELS[role]}
            </Text>
          </Menu.Item>
        ))}
      </ScrollArea.Autosize>
      <Menu.Divider />
    </>
  );
}
