import { Liquid } from "liquidjs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { strftime } from "@/lib/templates/strftime";
import { rendered } from "./rendered.fixture";

const ZONE = process.env.TZ;
const LIQUIDJS = new Liquid({ timezoneOffset: 0, locale: "en-US" });
const MOMENTS = [
  "2024-02-29T23:59:59.123Z",
  "2023-01-01T00:00:00Z",
  "1969-12-31T12:00:00Z",
  "2024-12-30T09:05:07Z",
];
const FORMATS = [
  ...["%a %A %b %B %h", "%C %d %e %j %m %y %Y", "%H %I %k %l %M %S %L %p %P", "%U %W %u %w %q %s"],
  ...["%z %:z %% %n%t", "%-d %-m %-H %_d %_H %0e %^a %^B %#p", "%10Y|%3d|%_5m|%5a|%05e", "%Q %f % d 100%"],
  ...["%3N %N %6N"],
];

describe("a date", () => {
  beforeAll(() => {
    process.env.TZ = "UTC";
  });
  afterAll(() => {
    if (ZONE === undefined) delete process.env.TZ;
    else process.env.TZ = ZONE;
  });

  it.each(MOMENTS.flatMap((moment) => FORMATS.map((format) => ({ moment, format }))))(
    "decision 18: is written as LiquidJS writes it on a machine in UTC: $moment as $format",
    ({ moment, format }) => {
      const theirs = LIQUIDJS.parseAndRenderSync("{{ moment | date: format }}", { moment, format });
      expect(strftime(Date.parse(moment), format)).toBe(theirs);
    },
  );

  it.each([
    ["%999999999d", `${"0".repeat(28)}28`],
    ["%1000000000d", "%1000000000d"],
    ["%-99999N", "000000000"],
  ])("G10: is padded to no more than a person would ask for: %s", (format, text) => {
    expect(strftime(Date.parse("2024-05-28T12:56:40Z"), format)).toBe(text);
  });

  it("is the same on a machine anywhere, in the hour that its clocks skip too", () => {
    process.env.TZ = "Europe/Berlin";
    expect(rendered("${'2024-03-31T02:30:00Z' | date: '%H:%M %z'}")).toBe("02:30 +0000");
    expect(rendered("${'2024-03-31 02:30' | date: '%H:%M'}${'2024-03-31' | date: ' %H'}")).toBe("02:30 00");
    process.env.TZ = "UTC";
  });

  it.each([
    ["Europe/Paris", "2024-05-28 14:56 +02:00"],
    ["America/St_Johns", "2024-05-28 10:26 -02:30"],
    ["UTC", "2024-05-28 12:56 +00:00"],
  ])("is told in the zone %s", (zone, told) => {
    expect(rendered(`\${'now' | date: '%Y-%m-%d %H:%M %:z', '${zone}'}`)).toBe(told);
  });

  it("is told in a zone by its minutes west of Greenwich, as LiquidJS counts", () => {
    expect(rendered("${'now' | date: '%H:%M %z', -120}")).toBe("14:56 +0200");
  });

  it.each([
    ["seconds since 1970", "${1716900000 | date: '%F %T'}", "2024-05-28 12:40:00"],
    ["the same as text", "${'1716900000' | date: '%c'}", "Tue May 28 12:40:00 2024"],
    ["what is no date, as it is", "${'soon' | date: '%F'}${email | date: '%F'}", "soonjohn.doe@example.org"],
    ["nothing, as nothing", "[${phone | date: '%F'}]", "[]"],
    ["a date beyond all dates, as it is", "${99999999999999 | date: '%F'}", "99999999999999"],
    ["a day with its ordinal", "${'2024-05-01' | date_to_string: 'ordinal', 'US'}", "May 1st, 2024"],
    ["a day in words", "${'2024-05-12' | date_to_long_string: 'ordinal'}", "12th May 2024"],
    ["XML's form", "${'now' | date_to_xmlschema}", "2024-05-28T12:56:40+00:00"],
  ])("reads %s", (_, template, text) => {
    expect(rendered(template)).toBe(text);
  });
});
