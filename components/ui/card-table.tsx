import { Box, Table, type TableProps } from "@mantine/core";
import type { ReactNode } from "react";
import classes from "./card-table.module.css";

interface Props extends TableProps {
  label: string;
  /** Few columns: stays a table longer. */
  dense?: boolean;
  children: ReactNode;
}

/**
 * A table that becomes a list of cards where its place is narrow. Each `Td` names its column in `data-label`;
 * roles are spelled out, because a changed `display` takes them away.
 */
export function CardTable({ label, dense, children, ...props }: Props) {
  return (
    <Box className={classes.place} data-dense={dense || undefined}>
      <Table className={classes.table} aria-label={label} role="table" verticalSpacing="sm" {...props}>
        {children}
      </Table>
    </Box>
  );
}
