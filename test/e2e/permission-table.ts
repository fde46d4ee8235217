/** Cases in every step, and people in every relation to them, for asking the whole permission table over HTTP. */
import assert from 'node:assert/strict';
import { type CaseDocument, openedIntake, withEvents } from '../../src/case/document.ts';
import type { CommandType } from '../../src/case/commands.ts';
import type { CaseState } from '../../src/case/state.ts';
import { whoIs } from '../../src/core/actor.ts';
import type { Relation } from '../../src/core/permissions.ts';
import type { Person } from '../../src/core/region.ts';
import type { DocumentStore } from '../../src/store/port.ts';
import type { History } from '../case/given.ts';
import {
  announced,
  bothClaimed,
  closed,
  consulted,
  decided,
  escalated,
  feedback,
  hour,
  householdSeen,
  logged,
  minute,
  opened,
  planned,
  raised,
  released,
  reported,
  schoolTold,
} from '../case/history.ts';
import { called, convened } from '../case/meetings.ts';
import { invokeActivity } from '../support/activities.ts';
import type { InProcess } from '../support/in-process.ts';
import { BOT, PERSONAL, user } from '../support/places.ts';
import { anna, bram, lars, mia, olga, person, petra, sanne, vera, yara } from '../case/region.ts';

/** When everything is asked, and when it is too late for the visit. */
export const NOW = hour(2);
export const LATE = hour(30);

const RISK = 'consultationLate:consultation@1';
const CALL = `escalated:capacity@${minute(15)}`;

const household = [
  logged({ type: 'HouseholdRecorded', sealed: 'sealed', fields: ['address', 'names'] }, minute(32), vera),
  logged(
    {
      type: 'HouseholdReleased',
      to: whoIs(yara),
      organisation: 'welzijn',
      ground: 'safety',
      reference: 'Afspraak 1',
      fields: ['address'],
    },
    minute(33),
    vera,
  ),
];

const begun = [
  ...announced(),
  raised(RISK, [mia, bram]),
  escalated(),
  raised(CALL, [mia, bram], minute(15), 1),
  bothClaimed,
  household,
];
const visited = [...begun, decided(), planned(hour(1)), householdSeen({ at: hour(1) })];
const done = [
  ...begun,
  consulted(),
  planned(hour(1)),
  householdSeen({ at: hour(1) }),
  schoolTold,
  reported(),
];

/** Per step, situations in which its commands fit; a command is asked of the first in which it is possible. */
const STEPS = {
  intake: { form: [opened()] },
  announced: { begun, open: announced(), held: [...begun, convened(), called([olga, vera, lars, yara])] },
  consulted: {
    decided: [...begun, decided()],
    open: [...announced(), decided()],
    held: [...begun, decided(), convened(), called([olga, vera, lars, yara])],
  },
  planned: {
    planned: [...begun, decided(), planned(hour(3))],
    open: [...begun, decided(), planned(hour(3)), released(0, yara), released(1, lars)],
    held: [...begun, decided(), planned(hour(3)), convened(), called([olga, vera, lars, yara])],
  },
  visited: { visited, done: [...done, feedback('police'), feedback('safeAtHome')] },
  closed: { closed: [...done, feedback('police'), feedback('safeAtHome'), closed] },
} as const satisfies Readonly<Record<string, Readonly<Record<string, History>>>>;

export type Step = keyof typeof STEPS;
export const STEP_NAMES = Object.keys(STEPS) as Step[];

/** The situation of a step in which a command means something. */
export const situationFor = (command: CommandType, step: Step): History => {
  const situations: Readonly<Record<string, History>> = STEPS[step];
  const wanted: Partial<Record<CommandType, string>> = {
    AnswerCall: 'held',
    ClaimSlot: 'open',
    CloseCase: 'done',
    StartConsultation: 'begun',
  };
  return situations[wanted[command] ?? ''] ?? Object.values(situations)[0]!;
};

/** Stores a case that came this far; nothing is due, so that only who asks changes it. */
export const storeCase = async (
  store: DocumentStore,
  id: string,
  history: History,
): Promise<CaseDocument> => {
  const [first, ...rest] = history.flat();
  if (!first?.by) throw new Error('a history begins with an opened form');
  const told = rest.reduce(
    (document, { event, at, by }) => withEvents(document, [event], at, by),
    openedIntake(id, first.by, first.at),
  );
  const document = { ...told, outbox: [], dueAt: null };
  await store.create(document);
  return document;
};

/** Presses a button in somebody's own chat, over HTTP; answers the body of the answer. */
export const pressing = ({ url }: InProcess) => {
  let asked = 0;
  return async (by: Person, verb: string, data: object): Promise<string> => {
    asked += 1;
    const activity = invokeActivity(
      {
        user: user(by.name, { aadObjectId: by.id, tenantId: by.tenant }),
        place: PERSONAL,
        bot: BOT,
        serviceUrl: 'http://127.0.0.1:9',
        at: new Date(NOW),
        id: `f:${asked}`,
      },
      'adaptiveCard/action',
      { action: { type: 'Action.Execute', verb, data } },
      { replyToId: `card-${asked}`, source: 'message' },
    );
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(activity),
    });
    assert.equal(response.status, 200, verb);
    return response.text();
  };
};

export const niels = person('Niels', []);

/** How each of them stands to the cases above, written out by hand: what the table says is compared with this. */
export const RELATIONS: ReadonlyMap<Person, readonly Relation[]> = new Map<Person, readonly Relation[]>([
  [olga, ['police', 'consultation', 'colleague', 'opener', 'invited']],
  [vera, ['safeAtHome', 'consultation', 'visit', 'colleague', 'invited']],
  [lars, ['consultation', 'visit', 'colleague', 'invited', 'holder']],
  [yara, ['consultation', 'visit', 'colleague', 'invited', 'holder', 'released']],
  [anna, ['visit', 'colleague', 'invited']],
  [mia, ['manager', 'colleague', 'invited', 'told']],
  [bram, ['colleague', 'told']],
  [petra, ['planner', 'colleague']],
  [niels, []],
  [sanne, []],
]);

/** The button of each command, filled in right. */
export const PRESSES: Readonly<Record<CommandType, { verb: string; data: object }>> = {
  Announce: {
    verb: 'announce',
    data: {
      municipality: 'hoogeveen',
      reference: 'PL0100-2026123456',
      children: '2',
      danger: 'false',
      incidentDate: '2026-11-23',
      incidentTime: '09:30',
      restrainingOrder: 'no',
      risk: 'none',
      interpreter: 'false',
      contactKnown: 'true',
      mayShare: 'false',
      help: 'unknown',
    },
  },
  StartConsultation: { verb: 'begin', data: {} },
  AnswerCall: { verb: 'here', data: {} },
  RecordConsultation: {
    verb: 'consultation',
    data: { decision: 'go', exceptional: 'false', caseLead: 'gemeente' },
  },
  CompleteConsultation: {
    verb: 'details',
    data: { safety: 'safe', knownLocally: 'no', present: 'politie,vt', tellSchool: 'true' },
  },
  ClaimSlot: { verb: 'claim', data: {} },
  ReleaseSlot: { verb: 'release', data: {} },
  PlanVisit: { verb: 'plan', data: { planDate: '2026-11-23', planTime: '15:00' } },
  RecordAttempt: {
    verb: 'visit',
    data: { result: 'failed', attemptReason: 'nobodyHome', visitDate: '2026-11-23', visitTime: '11:00' },
  },
  RecordSeen: {
    verb: 'visit',
    data: {
      result: 'seen',
      agreements: 'yes',
      followUp: 'localTeam',
      obstacles: '',
      visitDate: '2026-11-23',
      visitTime: '11:00',
    },
  },
  TellSchool: { verb: 'school', data: {} },
  GiveFeedback: { verb: 'feedback', data: { to: 'police' } },
  RegisterFormalReport: { verb: 'report', data: { reportReference: 'CORV-2026-654321' } },
  GiveLateReason: { verb: 'late', data: { reason: 'delayPolice' } },
  Escalate: { verb: 'escalate', data: { obstacle: 'waitingList', rung: '1' } },
  ResolveEscalation: { verb: 'resolve', data: { risks: [CALL] } },
  Acknowledge: { verb: 'take', data: { risks: [RISK] } },
  CloseCase: { verb: 'close', data: { dossier: 'municipality' } },
  RecordHousehold: {
    verb: 'household-record',
    data: {
      postcode: '7901 AB',
      houseNumber: '1',
      street: 'Voorbeeldstraat',
      phone: '',
      names: '',
      notes: '',
    },
  },
  ReleaseHousehold: {
    verb: 'household-release',
    data: { to: `${lars.tenant}/${lars.id}`, ground: 'safety' },
  },
  AskHousehold: { verb: 'household-ask', data: {} },
  ViewHousehold: { verb: 'household-view', data: { purpose: 'visit' } },
};

/** Possible by the table, and still refused in these situations: what the case says, not the role. */
export const isContent = (command: CommandType, state: CaseState, relations: readonly Relation[]): boolean =>
  // Only of the roles that go, and while there is room.
  (command === 'ClaimSlot' && !relations.includes('holder')) ||
  // What was escalated is not in reach any more once a case is closed.
  (command === 'Acknowledge' && state.step === 'closed') ||
  // No consultation is held after the visit.
  (command === 'AnswerCall' && state.step === 'visited');
