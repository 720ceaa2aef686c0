import { Center, Container } from "@mantine/core";
import type { ReactNode } from "react";

export default function PublicLayout({ children }: { children: ReactNode }) {
  return (
    <Center mih="100dvh" py="xl" component="main">
      <Container size={440} w="100%">
        {children}
      </Container>
    </Center>
  );
}
