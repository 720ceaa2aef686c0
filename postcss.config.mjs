export default {
  plugins: {
    "postcss-preset-mantine": {},
    "postcss-simple-vars": {
      variables: {
        "mantine-breakpoint-xs": "36em",
        "mantine-breakpoint-sm": "48em",
        "mantine-breakpoint-md": "62em",
        "mantine-breakpoint-lg": "75em",
        "mantine-breakpoint-xl": "88em",
      },
      unknown(node, name) {
        // Not every dollar is a variable: swagger-ui's classes have some in their names.
        if (name.startsWith("mantine-")) throw node.error(`Undefined variable $${name}`);
      },
    },
  },
};
