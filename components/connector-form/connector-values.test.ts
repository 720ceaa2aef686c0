import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { secretsOf } from "@/lib/authentication/schema";
import { CONNECTOR_TYPES, type ConnectorView, connectorSchema } from "@/lib/connectors/schema";
import { type ConnectorValues, connectorResolver, inputOf, valuesOf } from "./connector-values";

const view = (authentication: ConnectorView["authentication"]) =>
  ({ name: "CRM", authentication }) as ConnectorView;

const resolve = async (values: ConnectorValues) =>
  (await connectorResolver(values, undefined, { fields: {}, shouldUseNativeValidation: false })).errors;

const anyValues: fc.Arbitrary<ConnectorValues> = fc.record({
  name: fc.oneof(fc.string(), fc.constant("CRM")),
  authentication: fc.record({
    type: fc.constantFrom(...CONNECTOR_TYPES),
    username: fc.string(),
    password: fc.option(fc.string(), { nil: undefined }),
    token: fc.option(fc.string(), { nil: undefined }),
    in: fc.constantFrom("header", "query"),
    name: fc.string(),
    value: fc.option(fc.string(), { nil: undefined }),
    tokenUrl: fc.webUrl(),
    clientId: fc.string(),
    clientSecret: fc.option(fc.string(), { nil: undefined }),
    scope: fc.string(),
    audience: fc.string(),
    clientAuthentication: fc.constantFrom("basic", "body"),
    certificate: fc.option(fc.string(), { nil: undefined }),
    privateKey: fc.option(fc.string(), { nil: undefined }),
    passphrase: fc.string(),
  }),
});

describe("S4.20: the form of a connector", () => {
  it.each([
    [
      { type: "basic", username: "crm", passwordSet: true },
      { type: "basic", username: "crm" },
    ],
    [{ type: "bearer", tokenSet: true }, { type: "bearer" }],
    [
      { type: "api_key", in: "query", name: "key", valueSet: true },
      { type: "api_key", in: "query", name: "key" },
    ],
    [
      {
        ...{ type: "oauth2", tokenUrl: "https://login.example.com/token", clientId: "crm" },
        ...{ clientSecretSet: true, scope: "events", audience: "", clientAuthentication: "body" },
      },
      {
        ...{ type: "oauth2", tokenUrl: "https://login.example.com/token", clientId: "crm" },
        ...{ scope: "events", audience: "", clientAuthentication: "body" },
      },
    ],
    [
      {
        ...{
          type: "client_certificate",
          subject: "CN=crm",
          issuer: "CN=ca",
          fingerprint: "AA",
          state: "valid",
        },
        ...{ validFrom: "2026-01-01T00:00:00.000Z", expiresAt: "2027-01-01T00:00:00.000Z" },
        ...{ certificateSet: true, privateKeySet: true },
      },
      { type: "client_certificate" },
    ],
  ] as [ConnectorView["authentication"], object][])(
    "shows what is stored, and sends it back without its secret, which stays",
    async (authentication, written) => {
      const values = valuesOf(view(authentication));
      expect(inputOf(values)).toEqual({ name: "CRM", authentication: written });
      expect(await resolve(values)).toEqual({});
    },
  );

  it("takes exactly what the schema of the action takes, but for a secret that is empty or entered by half", async () => {
    await fc.assert(
      fc.asyncProperty(anyValues, async (values) => {
        const valid = connectorSchema.safeParse(inputOf(values)).success;
        const { type } = values.authentication;
        const secrets = secretsOf(type).map(({ key }) => values.authentication[key as "token"]);
        const entered =
          !secrets.includes("") && new Set(secrets.map((each) => each === undefined)).size === 1;
        expect(Object.keys(await resolve(values)).length === 0).toBe(valid && entered);
      }),
    );
  });

  it("asks for the secret of another type, although one is stored", async () => {
    const values = valuesOf(view({ type: "bearer", tokenSet: true }));
    const changed = { ...values, authentication: { ...values.authentication, type: "basic" as const } };
    expect(await resolve(changed)).toMatchObject({
      authentication: { username: { message: "is missing" }, password: { message: "is missing" } },
    });
  });
});
