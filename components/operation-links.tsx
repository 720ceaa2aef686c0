import { Group, Stack, Text } from "@mantine/core";
import { paths } from "@/lib/paths";
import { TextLink } from "./ui/text-link";

interface Props {
  operations: { id: string; section: string; method: string; path: string; summary: string }[];
}

/** Operations of the API, each a link to its place in the reference. */
export function OperationLinks({ operations }: Props) {
  return (
    <Stack component="ul" gap={6} m={0} p={0} style={{ listStyle: "none" }}>
      {operations.map((operation) => (
        <Group component="li" key={operation.id} gap={8} align="baseline">
          <TextLink href={paths.apiReference(operation)}>{operation.summary}</TextLink>
          <Text span size="xs" c="dimmed" ff="monospace" style={{ overflowWrap: "anywhere" }}>
            {operation.method} {operation.path}
          </Text>
        </Group>
      ))}
    </Stack>
  );
}
