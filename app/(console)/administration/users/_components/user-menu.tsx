"use client";

import { Button, Menu } from "@mantine/core";
import { IconChevronDown, IconLogout, IconUserCog, IconUserMinus } from "@tabler/icons-react";
import { useRef } from "react";
import type { UserView } from "@/lib/users/schema";
import { common } from "@/texts/common";
import { usersPage as t } from "@/texts/users-page";
import type { UsersView } from "../list-view";

interface Props {
  user: UserView;
  ask(changes: Partial<UsersView>): void;
}

export function UserMenu({ user: { id, email, role }, ask }: Props) {
  const target = useRef<HTMLButtonElement>(null);
  /** The item vanishes with the menu, so the dialog shall give the focus back to the button. */
  const dialog = (changes: Partial<UsersView>) => () => {
    target.current?.focus();
    ask(changes);
  };
  return (
    <Menu position="bottom-end" width={220} returnFocus>
      <Menu.Target>
        <Button
          ref={target}
          variant="default"
          size="xs"
          rightSection={<IconChevronDown size={14} aria-hidden />}
          aria-label={common.actionsFor(email)}
        >
          {common.actions}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconUserCog size={16} aria-hidden />} onClick={dialog({ changeRole: id })}>
          {role === "administrator" ? t.makeMember : t.makeAdministrator}
        </Menu.Item>
        <Menu.Item leftSection={<IconLogout size={16} aria-hidden />} onClick={dialog({ endSessions: id })}>
          {t.endSessions}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item
          leftSection={<IconUserMinus size={16} aria-hidden />}
          c="var(--mantine-color-error)"
          onClick={dialog({ remove: id })}
        >
          {t.remove}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
