import { describe, expect, it } from "vitest";
import { isSecureContext, readEnv } from "./env";

describe("the environment", () => {
  it("needs nothing to be set", () => {
    expect(readEnv({})).toMatchObject({
      ...{ PORT: 3_000, HOST: "127.0.0.1", PUBLIC_URL: "http://127.0.0.1:3000", TRUST_PROXY: 0 },
      ...{ DATA_DIR: "./data", DATABASE_URL: undefined, TIDINGS_ROLE: "all", LOG_LEVEL: "info" },
      ...{ TIDINGS_SECRET_KEY: undefined, TIDINGS_DISPATCH_TOKEN: undefined, RETENTION_DAYS: 30 },
      ...{ INTAKE_MAX_BACKLOG: 1_000_000, RETRY_TIME_SCALE: 1 },
    });
  });

  it.each([
    [{}, { name: "Tidings", address: "tidings@localhost" }],
    [
      { PUBLIC_URL: "https://tidings.example.com" },
      { name: "Tidings", address: "tidings@tidings.example.com" },
    ],
    [{ PUBLIC_URL: "http://[::1]:3000" }, { name: "Tidings", address: "tidings@localhost" }],
    [{ MAIL_FROM: "hooks@example.com" }, { name: "", address: "hooks@example.com" }],
    [
      { MAIL_FROM: "Häkchen & Co. <hooks@example.com>" },
      { name: "Häkchen & Co.", address: "hooks@example.com" },
    ],
  ])("knows who mails come from: %o", (set, sender) => {
    expect(readEnv(set).sender).toEqual(sender);
  });

  it("takes what is set to nothing for not set", () => {
    const names = ["PORT", "HOST", "PUBLIC_URL", "TRUST_PROXY", "DATA_DIR", "DATABASE_URL", "TIDINGS_ROLE"];
    const more = ["TIDINGS_SECRET_KEY", "TIDINGS_DISPATCH_TOKEN", "LOG_LEVEL", "RETENTION_DAYS"];
    const mail = ["SMTP_URL", "MAIL_FROM"];
    const rest = ["INTAKE_MAX_BACKLOG", "RETRY_TIME_SCALE", "EGRESS_ALLOW_CIDRS", "EGRESS_RESOLVE"];
    const empty = Object.fromEntries(
      [...names, ...more, ...mail, ...rest, "EGRESS_CA_FILE"].map((name) => [name, ""]),
    );
    expect(readEnv(empty)).toEqual(readEnv({}));
  });

  it.each<[string, string, unknown]>([
    ["PORT", "8080", 8_080],
    ["TRUST_PROXY", "2", 2],
    ["DATABASE_URL", "postgres://u:p@db/tidings", "postgres://u:p@db/tidings"],
    ["DATABASE_URL", "postgresql://db/tidings", "postgresql://db/tidings"],
    ["TIDINGS_ROLE", "web", "web"],
    ["RETENTION_DAYS", "14", 14],
    ["RETENTION_DAYS", "365", 365],
    ["RETRY_TIME_SCALE", "0.001", 0.001],
    ["RETRY_TIME_SCALE", "1000", 1_000],
    ["PUBLIC_URL", "https://tidings.example.com/", "https://tidings.example.com"],
    ["LOG_LEVEL", "debug", "debug"],
    [
      "SMTP_URL",
      "smtps://me%40example.com:p%2Fw@mail.example.com:465",
      "smtps://me%40example.com:p%2Fw@mail.example.com:465",
    ],
  ])("understands %s=%s", (name, text, value) => {
    expect(readEnv({ [name]: text })).toHaveProperty(name, value);
  });

  it.each([
    ["PORT", "0"],
    ["PORT", "65536"],
    ["PORT", "80a"],
    ["PORT", "3000.5"],
    ["TRUST_PROXY", "-1"],
    ["PUBLIC_URL", "tidings.example.com"],
    ["DATABASE_URL", "mysql://db/tidings"],
    ["TIDINGS_ROLE", "both"],
    ["LOG_LEVEL", "loud"],
    ["RETENTION_DAYS", "13"],
    ["RETENTION_DAYS", "366"],
    ["INTAKE_MAX_BACKLOG", "0"],
    ["INTAKE_MAX_BACKLOG", "many"],
    ["RETRY_TIME_SCALE", "0"],
    ["RETRY_TIME_SCALE", "-1"],
    ["RETRY_TIME_SCALE", "1001"],
    ["RETRY_TIME_SCALE", "fast"],
    ["SMTP_URL", "mail.example.com"],
    ["SMTP_URL", "https://mail.example.com"],
    ["SMTP_URL", "smtp://"],
    ["SMTP_URL", "smtp://mail.example.com/path"],
    ["SMTP_URL", "smtp://mail.example.com?tls.rejectUnauthorized=false"],
    ["SMTP_URL", "smtp://user:100%@mail.example.com"],
    ["MAIL_FROM", "nobody"],
    ["MAIL_FROM", "a@example.com, b@example.com"],
    ["MAIL_FROM", "Tidings <a@example.com>\r\nBcc: b@example.com"],
    ["MAIL_FROM", "Tidings <a@example.com> <b@example.com>"],
    ["MAIL_FROM", "(comment)a@example.com"],
    ["EGRESS_ALLOW_CIDRS", "not a network"],
    ["EGRESS_RESOLVE", "nonsense"],
    ["EGRESS_CA_FILE", "/no/such/file.pem"],
  ])("names the variable in its refusal of %s=%s", (name, text) => {
    expect(() => readEnv({ [name]: text })).toThrow(name);
  });

  it("names every variable that is wrong at once", () => {
    expect(() => readEnv({ PORT: "x", RETENTION_DAYS: "1" })).toThrow(/PORT.*RETENTION_DAYS/);
  });

  it("never repeats a secret in its refusal", () => {
    const url = "mysql://user:hunter2@db/tidings";
    expect(() => readEnv({ DATABASE_URL: url })).toThrow(/^((?!hunter2).)*$/s);
  });

  it("makes the public address from host and port, IPv6 in brackets", () => {
    expect(readEnv({ PORT: "8080" }).PUBLIC_URL).toBe("http://127.0.0.1:8080");
    expect(readEnv({ HOST: "::1" }).PUBLIC_URL).toBe("http://[::1]:3000");
  });

  it("leaves other variables alone", () => {
    expect(readEnv({ HOME: "/root", NODE_ENV: "test" })).toEqual(readEnv({}));
  });
});

describe("a secure context", () => {
  it.each([
    ["https://tidings.example.com", true],
    ["http://tidings.example.com", false],
    ["http://127.0.0.1:3000", true],
    ["http://localhost:3000", true],
    ["http://[::1]:3000", true],
    ["http://192.168.1.5", false],
    ["http://127.0.0.1.example.com", false],
  ])("%s: %s", (url, secure) => {
    expect(isSecureContext(url)).toBe(secure);
  });
});
