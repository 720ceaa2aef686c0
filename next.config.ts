import type { NextConfig } from "next";
import { SECURITY_HEADERS } from "./lib/content-policy";

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  images: { unoptimized: true, remotePatterns: [] },
  serverExternalPackages: ["better-sqlite3", "pg", "pino", "undici", "better-auth", "drizzle-orm"],
  experimental: {
    optimizePackageImports: [
      "@mantine/core",
      "@mantine/hooks",
      "@mantine/notifications",
      "@mantine/charts",
      "@tabler/icons-react",
    ],
  },
  // Files of other languages that a page shows as they are.
  turbopack: { rules: { "*": { condition: { query: "?raw" }, type: "text" } } },
  // Where people of another product look for webhooks (S3.3); the query goes along.
  redirects: async () =>
    ["/configuration/external-connections/webhooks", "/configuration/webhooks"].map((source) => ({
      source,
      destination: "/administration/webhooks",
      permanent: false,
    })),
  // The content policy has a nonce for each answer and comes from proxy.ts.
  headers: async () => [
    {
      source: "/:path*",
      headers: Object.entries(SECURITY_HEADERS).map(([key, value]) => ({ key, value })),
    },
  ],
};

export default config;
