"use client";

import { Menu } from "@mantine/core";
import { IconLogout, IconUserCog, IconUserMinus } from "@tabler/icons-react";
import { MenuAt, type MenuPlace } from "@/components/ui/menu-at";
import { usersPage as t } from "@/texts/users-page";
import type { UsersView } from "../list-view";
import type { UserMenuProps } from "./user-menu";

export function UserMenuItems({ user: { id, role }, ask, ...place }: UserMenuProps & MenuPlace) {
  /** The item vanishes with the menu, so the dialog shall give the focus back to the button. */
  const dialog = (changes: Partial<UsersView>) => () => {
    place.target.focus();
    ask(changes);
  };
  return (
    <MenuAt {...place} width={220}>
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
    </MenuAt>
  );
}
