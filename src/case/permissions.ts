import { type Actor, type Who, isSame, personOf, rolesIn } from '../core/actor.ts';
import { MANAGER, POLICE, SAFE_AT_HOME, type Municipality, type Region } from '../core/region.ts';
import type { CommandType } from './commands.ts';
import type { Risk } from './state.ts';

/** How somebody stands to a case; roles get their relation from the region file. */
type Relation = 'police' | 'safeAtHome' | 'consultation' | 'visit' | 'manager' | 'anybody';

/** Who may do what. Everybody else may not. */
const MAY: Readonly<Record<CommandType | 'OpenIntake', readonly Relation[]>> = {
  OpenIntake: ['police'],
  Announce: ['police'],
  StartConsultation: ['consultation', 'visit', 'manager'],
  // Whoever was called may be of any role; `decide` looks at who was.
  AnswerCall: ['anybody'],
  RecordConsultation: ['consultation', 'visit'],
  CompleteConsultation: ['consultation', 'visit'],
  ClaimSlot: ['visit'],
  ReleaseSlot: ['visit'],
  PlanVisit: ['visit', 'safeAtHome', 'manager'],
  RecordAttempt: ['visit', 'safeAtHome', 'manager'],
  RecordSeen: ['visit', 'safeAtHome', 'manager'],
  TellSchool: ['visit', 'safeAtHome', 'manager'],
  GiveFeedback: ['visit', 'safeAtHome', 'manager'],
  // Veilig Thuis owns it; the police know it first.
  RegisterFormalReport: ['safeAtHome', 'police', 'manager'],
  GiveLateReason: ['visit', 'safeAtHome', 'manager'],
  Escalate: ['consultation', 'visit', 'manager'],
  // Per risk: see `mayTakeUp`.
  Acknowledge: ['anybody'],
  ResolveEscalation: ['anybody'],
  CloseCase: ['visit', 'safeAtHome', 'manager'],
};

const relations: Readonly<Record<Relation, (actor: Actor, municipality: Municipality) => boolean>> = {
  police: (actor, municipality) => rolesIn(actor, municipality.id).includes(POLICE),
  safeAtHome: (actor, municipality) => rolesIn(actor, municipality.id).includes(SAFE_AT_HOME),
  manager: (actor, municipality) => rolesIn(actor, municipality.id).includes(MANAGER),
  consultation: (actor, municipality) =>
    rolesIn(actor, municipality.id).some((role) => municipality.consultation.includes(role)),
  visit: (actor, municipality) =>
    rolesIn(actor, municipality.id).some((role) => Object.values(municipality.visit).flat().includes(role)),
  anybody: (actor, municipality) => rolesIn(actor, municipality.id).length > 0,
};

/** Whether a person may give a command in a municipality. */
export const may = (actor: Actor, command: CommandType | 'OpenIntake', municipality: Municipality): boolean =>
  MAY[command].some((relation) => relations[relation](actor, municipality));

/** Whether somebody who was recorded or called may give a command now. */
export const mayWho = (
  who: Who,
  command: CommandType,
  region: Region,
  municipality: Municipality,
): boolean => {
  const person = personOf(region, who);
  return person !== undefined && may(person, command, municipality);
};

/** A risk is taken up by whoever was told of it or by a manager; one that nobody could be told of, by anybody. */
export const mayTakeUp = (actor: Actor, risk: Risk, municipality: Municipality): boolean =>
  risk.told.length === 0 ||
  risk.told.some((who) => isSame(who, actor)) ||
  relations.manager(actor, municipality);
