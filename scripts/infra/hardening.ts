import { type BicepFile, declared, isExisting, lineAt, literal, propertiesOf } from './bicep.ts';
import type { Finding } from './finding.ts';

/** What may not be set otherwise, wherever it is set: no keys or passwords, no way in without TLS, nothing that cannot come back. */
const MUST_BE: Readonly<Record<string, string>> = {
  disableLocalAuth: 'true',
  enableRbacAuthorization: 'true',
  enableSoftDelete: 'true',
  httpsOnly: 'true',
  allowInsecure: 'false',
  adminUserEnabled: 'false',
  minTlsVersion: "'1.2'",
  ftpsState: "'Disabled'",
};

/** What a resource that is made may not leave out: another default holds without it. */
const NEEDS: Readonly<Record<string, readonly string[]>> = {
  'Microsoft.DocumentDB/databaseAccounts': ['disableLocalAuth', 'backupPolicy'],
  'Microsoft.KeyVault/vaults': ['enableRbacAuthorization', 'enableSoftDelete'],
  'Microsoft.Web/sites': ['httpsOnly', 'minTlsVersion', 'ftpsState'],
  'Microsoft.App/containerApps': ['allowInsecure'],
  'Microsoft.ContainerRegistry/registries': ['adminUserEnabled'],
};

/** Roles with which the program could do anything, by their ids, which are the same everywhere in Azure. */
const TOO_MUCH: Readonly<Record<string, string>> = {
  '8e3af657-a8ff-443c-a75c-2fe8c4bcb635': 'Owner',
  'b24988ac-6180-42a0-ab88-20f7382dd24c': 'Contributor',
  '18d7d88d-d35e-4fb5-a5c3-7773c20a72d9': 'User Access Administrator',
  'f58310d9-a9f6-439a-9e8d-f62e7b41a168': 'Role Based Access Control Administrator',
  '00482a5a-887f-4fb3-b363-3b7fe8e74483': 'Key Vault Administrator',
  '5bd9cd88-fe45-4216-938b-f97437e15450': 'DocumentDB Account Contributor',
};

/** What SECURITY.md and ADR 11 promise of the cloud, and a careless change would take away without a sound. */
export const hardeningIn = (file: BicepFile): readonly Finding[] => {
  const properties = file.root.descendantsOfType('object').flatMap(propertiesOf);
  const names = new Set(properties.map(([name]) => name));
  const at = (line: number, message: string): Finding => ({ file: file.path, line, message });
  return [
    ...properties
      .filter(([name, value]) => Object.hasOwn(MUST_BE, name) && value.text !== MUST_BE[name])
      .map(([name, value]) =>
        at(lineAt(value), `${name} is ${value.text}; it must be ${MUST_BE[name] ?? ''}`),
      ),
    ...properties
      .filter(([name]) => name === 'backupPolicy')
      .flatMap(([, policy]) => propertiesOf(policy))
      .filter(([name, value]) => name === 'type' && literal(value) !== 'Continuous')
      .map(([, value]) => at(lineAt(value), `the backup is ${value.text}; it must be 'Continuous'`)),
    ...declared(file, 'resource')
      .filter((resource) => !isExisting(resource))
      .flatMap(({ target = '', line }) =>
        (NEEDS[target.split('@')[0] ?? ''] ?? [])
          .filter((name) => !names.has(name))
          .map((name) => at(line, `${target.split('@')[0] ?? ''} does not say ${name}`)),
      ),
    ...file.root
      .descendantsOfType('string')
      .filter((one) => Object.hasOwn(TOO_MUCH, literal(one) ?? ''))
      .map((one) =>
        at(lineAt(one), `the role ${TOO_MUCH[literal(one) ?? ''] ?? ''} is more than the program needs`),
      ),
  ];
};
