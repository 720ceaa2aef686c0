"use client";

import { Container, Text } from "@mantine/core";
import { useRouter } from "next/navigation";
import { startTransition } from "react";
import { problems as t } from "@/texts/problems";
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
      <ProblemAlert title={t.pageNotLoaded} onRetry={tryAgain}>
        {t.pageNotLoadedText}
        {digest && (
          <Text span size="xs" display="block" mt={4} c="inherit">
            {t.errorId(digest)}
          </Text>
        )}
      </ProblemAlert>
    </Container>
  );
}
