import { Button, Loader, UnstyledButton } from "@mantine/core";
import type { ComponentProps, CSSProperties, ReactNode } from "react";

interface Props extends Omit<ComponentProps<"button">, "className" | "style" | "type" | "disabled"> {
  loading?: boolean;
  icon: ReactNode;
}

const { root, inner, label, section, loader } = Button.classes;
const CLASSES = `mantine-focus-auto mantine-active ${root} ${UnstyledButton.classes.root}`;
const LOOKS = {
  "--button-height": "var(--button-height-xs)",
  "--button-padding-x": "var(--button-padding-x-xs)",
  "--button-fz": "var(--mantine-font-size-xs)",
  "--button-bg": "var(--mantine-color-default)",
  "--button-hover": "var(--mantine-color-default-hover)",
  "--button-color": "var(--mantine-color-default-color)",
  "--button-bd": "1px solid var(--mantine-color-default-border)",
} as CSSProperties;

/**
 * Mantine's default Button in its small size, with its own classes but without the six components it is made of, each
 * of which computes its styles: for the rows of a table.
 */
export function RowButton({ loading, icon, children, ...props }: Props) {
  return (
    <button
      {...props}
      type="button"
      className={CLASSES}
      style={LOOKS}
      disabled={loading}
      data-loading={loading || undefined}
      data-with-right-section
    >
      {loading && (
        <span className={loader} style={{ transform: "translate(-50%, -50%)" }} aria-hidden>
          <Loader size={16} color="var(--button-color)" />
        </span>
      )}
      <span className={inner}>
        <span className={label}>{children}</span>
        <span className={section} data-position="right">
          {icon}
        </span>
      </span>
    </button>
  );
}
