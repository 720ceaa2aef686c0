import type { FieldPath } from "react-hook-form";
import { useFormField } from "@/components/ui/use-form-field";
import type { CredentialValues } from "./connector-values";

/** What every form with a credential in it has. */
export type WithCredential = { authentication: CredentialValues };

export const useText = <Name extends FieldPath<WithCredential>>(name: Name, label: string) =>
  useFormField<WithCredential, Name>(name, label);
