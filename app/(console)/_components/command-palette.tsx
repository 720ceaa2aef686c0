"use client";

import { ActionIcon, Button, Kbd } from "@mantine/core";
import { useHotkeys } from "@mantine/hooks";
import { IconSearch } from "@tabler/icons-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { LazyTooltip } from "@/components/ui/lazy-tooltip";
import type { Role } from "@/lib/vocabulary";
import { commandPalette as t } from "@/texts/command-palette";

/** Loaded when it is first wanted: most visits never open it. */
const Palette = dynamic(() => import("./palette").then(({ Palette }) => Palette), { ssr: false });

/** The way to everything by keyboard: Ctrl K (⌘ K), or the field in the header. */
export function CommandPalette({ role }: { role: Role }) {
  const [openings, setOpenings] = useState(0);
  const open = () => setOpenings((count) => count + 1);
  useHotkeys([["mod+K", open]], []);
  return (
    <>
      <Button
        variant="default"
        size="sm"
        visibleFrom="sm"
        c="dimmed"
        fw={400}
        leftSection={<IconSearch size={16} aria-hidden />}
        rightSection={<Kbd size="xs">{t.shortcut}</Kbd>}
        onClick={open}
      >
        {t.open}
      </Button>
      <LazyTooltip label={t.open}>
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          hiddenFrom="sm"
          aria-label={t.open}
          onClick={open}
        >
          <IconSearch size={20} aria-hidden />
        </ActionIcon>
      </LazyTooltip>
      {openings > 0 && <Palette role={role} openings={openings} />}
    </>
  );
}
