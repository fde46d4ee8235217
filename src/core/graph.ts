/** How this program shows Entra ID who it is. */
export type GraphAuthentication =
  | { kind: 'managed-identity'; clientId?: string }
  | (Registration & { kind: 'secret'; secret: string })
  | (Registration & {
      kind: 'certificate';
      /** Path of a PEM file with the certificate and its private key; read for every new token. */
      certificate: string;
    });

interface Registration {
  /** Origin of the token endpoint. */
  authority: string;
  tenantId: string;
  clientId: string;
}
