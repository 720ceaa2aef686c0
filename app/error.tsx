"use client";

import { LoadError } from "@/components/ui/load-error";

export default function PageError({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  return <LoadError digest={error.digest} reset={reset} />;
}
