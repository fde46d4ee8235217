import { type Actor, rolesIn } from './actor.ts';
import {
  BOT_PERMISSIONS,
  DIRECTORY_PERMISSIONS,
  ROLE_RELATIONS,
  type Relation,
  type RoleRelation,
} from './permissions.ts';
import { MANAGER, type Municipality, PLANNER, POLICE, type RoleId, SAFE_AT_HOME } from './region.ts';

const holds: Readonly<
  Record<RoleRelation, (roles: readonly RoleId[], municipality: Municipality) => boolean>
> = {
  police: (roles) => roles.includes(POLICE),
  safeAtHome: (roles) => roles.includes(SAFE_AT_HOME),
  consultation: (roles, { consultation }) => roles.some((role) => consultation.includes(role)),
  visit: (roles, { visit }) => roles.some((role) => Object.values(visit).flat().includes(role)),
  manager: (roles) => roles.includes(MANAGER),
  planner: (roles) => roles.includes(PLANNER),
  colleague: (roles) => roles.length > 0,
};

/** Whether somebody's roles in a municipality make this relation. */
export const relates = (actor: Actor, relation: RoleRelation, municipality: Municipality): boolean =>
  holds[relation](rolesIn(actor, municipality.id), municipality);

export const isRoleRelation = (relation: Relation): relation is RoleRelation =>
  ROLE_RELATIONS.some((one) => one === relation);

const QUESTIONS = { ...BOT_PERMISSIONS, ...DIRECTORY_PERMISSIONS };

/** Whether somebody may ask this of the bot, or of the people and settings, in a municipality. */
export const mayAsk = (actor: Actor, question: keyof typeof QUESTIONS, municipality: Municipality): boolean =>
  QUESTIONS[question].may.some((relation) => relates(actor, relation, municipality));
