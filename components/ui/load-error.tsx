"use client";

import { Container, Text } from "@mantine/core";
import { useRouter } from "next/navigation";
import { startTransition } from "react";
import { ProblemAlert } from "./problem-alert";

/** A page that could not be read is an error, never an empty table. */
export function LoadError({ digest, reset }: { digest?: string; reset: () => void }) {
  const router = useRouter();
  const tryAgain = () =>
    startTransition(() => {
      router.refresh();
      reset();
    });
  return (
    <Container size="sm" py="xl">
      <ProblemAlert title="This page could not be loaded" onRetry={tryAgain}>
        The database may not be answering at the moment. Nothing was changed; please try again.
        {digest && (
          <Text span size="xs" display="block" mt={4} c="inherit">
            If it stays like this, tell your operator the error id {digest}.
          </Text>
        )}
      </ProblemAlert>
    </Container>
  );
}
