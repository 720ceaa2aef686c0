import { describe, expect, it } from "vitest";
import { faultOf, guessMapping, toImport } from "./column-mapping";
import { decodeText, readCsv } from "./read-csv";

const FIELDS = [{ code: "f_City", label: "City" }];

describe("columns of a file", () => {
  it("are guessed by their headings, each field once", () => {
    const heading = [
      "Contact ID",
      "E-Mail",
      "city",
      "First Name",
      "consentType",
      "Mailings opened",
      "City",
      "Other",
    ];
    expect(guessMapping(heading, FIELDS)).toEqual([
      ...["id", "email", "property:f_City", "new:First_Name", "consentType", "mailingsOpened", null, null],
    ]);
  });

  it("need an id or an e-mail, and no field twice", () => {
    expect(faultOf(["property:f_City"])).toMatch("id or the e-mail");
    expect(faultOf(["id", "new:City", "property:City"])).toMatch("same");
    expect(faultOf(["email", null, null])).toBeUndefined();
    expect(toImport(["id", "new:First_Name", null], ["Id", "First name", "x"])).toEqual({
      mapping: ["id", "property:First_Name", null],
      newFields: [{ code: "First_Name", label: "First name" }],
    });
  });
});

describe("a file", () => {
  const bytes = (text: string) => new TextEncoder().encode(text);

  it.each([
    [",", 'id,name\r\n1,"Zoë, Quist"\r\n\r\n2,"a\nb"\r\n'],
    [";", 'id;name\n1;Zoë, Quist\n2;"a\nb"\n'],
    ["\t", 'id\tname\n1\tZoë, Quist\n2\t"a\nb"\n'],
  ])("is read with %j between its columns", (delimiter, text) => {
    const read = readCsv("a.csv", bytes(`\uFEFF${text}`));
    expect(read).toMatchObject({ delimiter, encoding: "UTF-8", heading: ["id", "name"] });
    expect(read.rows).toEqual([
      ["1", "Zoë, Quist"],
      ["2", "a\nb"],
    ]);
  });

  it("is read as Windows or UTF-16 wrote it", () => {
    expect(decodeText(Uint8Array.from([0x5a, 0x6f, 0xeb]))).toEqual({
      text: "Zoë",
      encoding: "Windows-1252",
    });
    const wide = Uint8Array.from([0xff, 0xfe, 0x5a, 0, 0x6f, 0, 0xeb, 0]);
    expect(decodeText(wide)).toEqual({ text: "Zoë", encoding: "UTF-16" });
  });

  it("has as many cells in each row as it has columns", () => {
    expect(readCsv("a.csv", bytes("id,name\n1\n2,b,c\n"))).toMatchObject({
      heading: ["id", "name", ""],
      rows: [
        ["1", "", ""],
        ["2", "b", "c"],
      ],
    });
  });
});
