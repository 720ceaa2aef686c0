import { describe, expect, it } from "vitest";
import { partsOf } from "./mail-parts";

const ORIGIN = "https://tidings.example.com";
const linksOf = (text: string) => partsOf(text, ORIGIN).flatMap(({ href }) => href ?? []);

describe("the text of a mail", () => {
  it("has links to this very site, and is whole", () => {
    const text = `Open:\n${ORIGIN}/invitation?token=a-b_c\n\nBye\n`;
    expect(linksOf(text)).toEqual([`${ORIGIN}/invitation?token=a-b_c`]);
    expect(
      partsOf(text, ORIGIN)
        .map((part) => part.text)
        .join(""),
    ).toBe(text);
  });

  it.each([
    "https://evil.example/",
    "https://tidings.example.com.evil.example/",
    "https://tidings.example.com@evil.example/",
    "https://eve@tidings.example.com/",
    "http://tidings.example.com/",
    "https://tidings.example.com:8443/",
    "javascript:alert(1)//https:tidings.example.com",
    "data:text/html,x",
    "//tidings.example.com/",
    "https://[",
  ])("never has a link to %s", (address) => {
    expect(linksOf(`Webhook “${address}” stopped: ${address}`)).toEqual([]);
  });
});
