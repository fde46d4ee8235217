import type { Who } from '../core/actor.ts';
import type { MunicipalityId, RoleId } from '../core/region.ts';

/** An account: what tells people apart. */
export type Account = Pick<Who, 'tenant' | 'id'>;

/** How somebody is reached besides a message of Teams. Absent is none. */
export interface Contact {
  /** User principal name. */
  signIn?: string;
  /** As `+31612345678`. */
  mobile?: string;
}

/**
 * What somebody asks of the directory. Everything is of one municipality: a planner decides there, and nowhere else. Parsed
 * at the edge, so inside its types are trusted.
 */
export type DirectoryCommand =
  /** Somebody who works elsewhere already keeps their name and contact. */
  | ({
      type: 'AddPerson';
      municipality: MunicipalityId;
      person: Who;
      roles: readonly RoleId[];
    } & Contact)
  | ({
      type: 'ChangePerson';
      municipality: MunicipalityId;
      person: Account;
      roles: readonly RoleId[];
    } & Contact)
  /** Their roles do not count until they are taken back. */
  | { type: 'SuspendPerson'; municipality: MunicipalityId; person: Account }
  | { type: 'RestorePerson'; municipality: MunicipalityId; person: Account }
  | { type: 'RemovePerson'; municipality: MunicipalityId; person: Account }
  | { type: 'SetNeeds'; municipality: MunicipalityId; roles: readonly RoleId[] }
  /** Region file and directory differ in somebody, or in the needs of the municipality where nobody is named. */
  | {
      type: 'SettleDifference';
      municipality: MunicipalityId;
      person?: Account;
      take: 'file' | 'store';
    };

export type DirectoryCommandType = DirectoryCommand['type'];
export type DirectoryCommandOf<T extends DirectoryCommandType> = Extract<DirectoryCommand, { type: T }>;
