import { Text } from "@mantine/core";
import { contacts as t } from "@/texts/contacts";

/** Names with their values; what is not known says so. */
export function Facts({ rows }: { rows: [string, string | null][] }) {
  return (
    <dl
      style={{ display: "grid", gridTemplateColumns: "minmax(96px, 12rem) 1fr", gap: "4px 16px", margin: 0 }}
    >
      {rows.map(([name, value]) => (
        <div key={name} style={{ display: "contents" }}>
          <Text component="dt" size="sm" c="dimmed" style={{ overflowWrap: "anywhere" }}>
            {name}
          </Text>
          <Text
            component="dd"
            size="sm"
            m={0}
            c={value ? undefined : "dimmed"}
            style={{ overflowWrap: "anywhere" }}
          >
            {value || t.unknown}
          </Text>
        </div>
      ))}
    </dl>
  );
}
