import { Box, Table, type TableProps } from "@mantine/core";
import type { ReactNode } from "react";
import classes from "./card-table.module.css";

interface Props extends TableProps {
  label: string;
  children: ReactNode;
}

/**
 * A table that becomes a list of cards where its place is narrow. Each `Td` names its column in `data-label`;
 * roles are spelled out, because a changed `display` takes them away.
 */
export function CardTable({ label, children, ...props }: Props) {
  return (
    <Box className={classes.place}>
      <Table className={classes.table} aria-label={label} role="table" verticalSpacing="sm" {...props}>
        {children}
      </Table>
    </Box>
  );
}
