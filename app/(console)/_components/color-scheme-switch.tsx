"use client";

import { ActionIcon, Box, useMantineColorScheme } from "@mantine/core";
import { IconMoon, IconSun } from "@tabler/icons-react";
import { LazyTooltip } from "@/components/ui/lazy-tooltip";
import { consoleShell as t } from "@/texts/console-shell";

/** Both icons are in the page and CSS shows one: the server can't know which scheme the browser uses. */
export function ColorSchemeSwitch() {
  const { toggleColorScheme } = useMantineColorScheme();
  return (
    <LazyTooltip label={t.colorScheme}>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="lg"
        aria-label={t.switchColorScheme}
        onClick={toggleColorScheme}
      >
        <Box component="span" darkHidden lh={0} aria-hidden>
          <IconMoon size={20} />
        </Box>
        <Box component="span" lightHidden lh={0} aria-hidden>
          <IconSun size={20} />
        </Box>
      </ActionIcon>
    </LazyTooltip>
  );
}
