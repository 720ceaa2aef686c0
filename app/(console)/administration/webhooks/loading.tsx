import { Skeleton, Stack, VisuallyHidden } from "@mantine/core";

export default function Loading() {
  return (
    <Stack aria-busy="true">
      <VisuallyHidden role="status">Loading</VisuallyHidden>
      <Skeleton h={16} w={280} />
      <Skeleton h={32} w={180} />
      <Skeleton h={36} mt="md" />
      {["a", "b", "c", "d", "e"].map((key) => (
        <Skeleton key={key} h={48} />
      ))}
    </Stack>
  );
}
