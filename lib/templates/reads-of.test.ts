import { describe, expect, it } from "vitest";
import { readsOf } from "./reads-of";

const FIELDS = [{ code: "f_City", type: "text" as const }];

describe("S4.30 to S4.32: what templates read", () => {
  it.each<[string[], boolean, string[]]>([
    [["https://a.example/?x=1"], false, []],
    [["${email}", "%TOWN%"], true, []],
    [["${f_City}"], true, []],
    [["${contact.anything}"], true, []],
    [["${event.orderId} ${event['total sum']}"], false, ["orderId", "total sum"]],
    [["${externalOrderId}"], false, ["externalOrderId"]],
    [["{% for item in event.items %}${item.sku}{% endfor %}"], false, ["items"]],
    [["${broken"], false, []],
    [["${broken", "${email}"], true, []],
  ])("in %j", (sources, contact, parameters) => {
    expect(readsOf(sources, FIELDS)).toEqual({ contact, parameters });
  });
});
