import { Stack, Text } from "@mantine/core";
import type { PlacedFault } from "@/lib/templates/fault";
import { templateEditor as t } from "@/texts/template-editor";

interface Props {
  id?: string;
  faults: readonly PlacedFault[];
  /** Without the remedies, where they are told elsewhere. */
  brief?: boolean;
}

/** What is wrong with a template, told as it is typed. */
export function FaultList({ id, faults, brief = false }: Props) {
  return (
    <Stack id={id} gap={2} role="status" mt={faults.length > 0 ? 4 : 0}>
      {faults.map((fault) => (
        <Text key={t.fault(fault)} size="xs" c="var(--mantine-color-error)">
          {brief ? t.briefFault(fault) : t.fault(fault)}
        </Text>
      ))}
    </Stack>
  );
}
