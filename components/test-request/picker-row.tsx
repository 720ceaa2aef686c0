import { Box, Group, Text, UnstyledButton } from "@mantine/core";
import { IconCheck } from "@tabler/icons-react";
import type { ReactNode } from "react";
import classes from "./picker.module.css";

interface Props {
  title: string;
  note: string;
  chosen: boolean;
  onChoose: () => void;
  /** Beside the line. */
  aside?: ReactNode;
  /** Below it. */
  children?: ReactNode;
}

/** One line of a picker: a click confirms it (S4.28). */
export function PickerRow({ title, note, chosen, onChoose, aside, children }: Props) {
  return (
    <Box component="li" className={classes.row} data-chosen={chosen || undefined}>
      <Group gap="xs" wrap="nowrap">
        <UnstyledButton className={classes.line} aria-pressed={chosen} onClick={onChoose}>
          <Group gap="xs" wrap="nowrap">
            <IconCheck size={16} aria-hidden style={{ flex: "none", opacity: chosen ? 1 : 0 }} />
            <Box miw={0}>
              <Text size="sm" fw={500} style={{ overflowWrap: "anywhere" }}>
                {title}
              </Text>
              <Text size="xs" c="dimmed" style={{ overflowWrap: "anywhere" }}>
                {note}
              </Text>
            </Box>
          </Group>
        </UnstyledButton>
        {aside}
      </Group>
      {children}
    </Box>
  );
}
