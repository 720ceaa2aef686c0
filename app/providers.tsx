"use client";

import { MantineProvider } from "@mantine/core";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { setNonce } from "get-nonce";
import { type ReactNode, useState } from "react";
import { FetchProblem } from "@/lib/fetch-json";
import { useHydrated } from "./early-input/use-hydrated";
import { NotificationArea } from "./notification-area";
import { cssVariables, theme } from "./theme";

interface Props {
  /** For the style tags that components make; undefined without a content policy. */
  nonce: string | undefined;
  children: ReactNode;
}

export function Providers({ nonce, children }: Props) {
  useHydrated();
  const [queryClient] = useState(createQueryClient);
  // The document keeps the policy, and so the nonce, that it was loaded with, whatever is read anew later.
  const [documentNonce] = useState(() => {
    if (nonce && typeof window !== "undefined") setNonce(nonce);
    return nonce;
  });
  return (
    <MantineProvider
      theme={theme}
      defaultColorScheme="auto"
      cssVariablesResolver={cssVariables}
      getStyleNonce={() => documentNonce ?? ""}
    >
      <QueryClientProvider client={queryClient}>
        <NotificationArea />
        {children}
      </QueryClientProvider>
    </MantineProvider>
  );
}

function createQueryClient() {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 0,
        // An answer such as 404 will not change by asking again; a lost connection may.
        retry: (failures, error) => !(error instanceof FetchProblem) && failures < 2,
      },
    },
  });
}
