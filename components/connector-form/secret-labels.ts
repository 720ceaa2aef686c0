import { credential } from "@/texts/connectors";

/** The fields of secrets, by the paths under which the server names them. */
export const SECRET_LABELS = {
  "authentication.password": credential.password,
  "authentication.token": credential.token,
  "authentication.value": credential.key,
  "authentication.clientSecret": credential.clientSecret,
  "authentication.certificate": credential.certificate,
  "authentication.privateKey": credential.privateKey,
  "authentication.passphrase": credential.passphrase,
} as const;
