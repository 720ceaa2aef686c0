import { Box, Code } from "@mantine/core";

interface Props {
  /** What a screen reader calls it. */
  label: string;
  children: string;
  maxHeight?: number | string;
}

/** Text from machines, shown as text and never as anything else; scrolls by keyboard too. */
export function CodeText({ label, children, maxHeight = 320 }: Props) {
  return (
    <Box
      component="section"
      aria-label={label}
      tabIndex={0}
      mah={maxHeight}
      style={{ overflow: "auto", borderRadius: "var(--mantine-radius-md)" }}
    >
      <Code block fz="xs" style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere", overflow: "visible" }}>
        {children}
      </Code>
    </Box>
  );
}
