import type { CaseCommand } from '../../src/case/commands.ts';
import type { CaseDocument } from '../../src/case/document.ts';
import { type CaseState, type PreAnnouncement, isFollowed } from '../../src/case/state.ts';
import type { MunicipalityId, Person, Region } from '../../src/core/region.ts';
import { HOUR, type Instant, MINUTE } from '../../src/core/time.ts';
import type { DocumentStore } from '../../src/store/port.ts';
import type { Program } from './program.ts';
import { colleague } from './region.ts';

/** Saturday afternoon, when the roster says who is on duty. The moment of every sweep that is measured. */
export const NOW: Instant = Date.parse('2026-11-28T14:00+01:00');

const friday = (time: string): Instant => Date.parse(`2026-11-27T${time}+01:00`);
const saturday = (time: string): Instant => Date.parse(`2026-11-28T${time}+01:00`);

type Role = 'politie' | 'veilig-thuis' | 'veilig-opgroeien' | 'jeugd-mw' | 'manager';

interface Act {
  at: Instant;
  by: Role;
  command: CaseCommand | ((state: CaseState) => CaseCommand);
}

/** A case that has something due exactly now. */
interface Situation {
  due: string;
  receivedAt: Instant;
  danger?: boolean;
  acts: readonly Act[];
}

const decided = (at: Instant): Act => ({
  at,
  by: 'veilig-thuis',
  command: {
    type: 'RecordConsultation',
    decisions: { decision: { kind: 'go' }, exceptional: false, caseLead: 'gemeente' },
  },
});
const detailed = (at: Instant): Act => ({
  at,
  by: 'veilig-thuis',
  command: {
    type: 'CompleteConsultation',
    details: {
      present: ['politie', 'vt', 'gemeente'],
      knownLocally: 'no',
      safety: 'uncertain',
      tellSchool: true,
    },
  },
});
const claimed = (at: Instant): readonly Act[] => [
  { at, by: 'jeugd-mw', command: { type: 'ClaimSlot' } },
  { at, by: 'veilig-opgroeien', command: { type: 'ClaimSlot' } },
];
const planned = (at: Instant, visitAt: Instant): Act => ({
  at,
  by: 'jeugd-mw',
  command: { type: 'PlanVisit', visitAt },
});
const nobodyHome = (at: Instant): Act => ({
  at,
  by: 'jeugd-mw',
  command: { type: 'RecordAttempt', at, reason: 'nobodyHome' },
});
const seen = (at: Instant): Act => ({
  at,
  by: 'jeugd-mw',
  command: { type: 'RecordSeen', seen: { at, agreements: true, obstacles: [], followUp: 'localTeam' } },
});
const schoolTold = (at: Instant): Act => ({ at, by: 'veilig-opgroeien', command: { type: 'TellSchool' } });
const reported = (at: Instant): Act => ({
  at,
  by: 'veilig-thuis',
  command: { type: 'RegisterFormalReport', reference: 'CORV-2026-123456' },
});
const takenUp = (at: Instant): Act => ({
  at,
  by: 'manager',
  command: (state) => ({ type: 'Acknowledge', risks: isFollowed(state) ? Object.keys(state.risks) : [] }),
});

const SITUATIONS: readonly Situation[] = [
  { due: 'a call without an answer', receivedAt: NOW - 5 * MINUTE, acts: [] },
  { due: 'the outcome of the consultation', receivedAt: NOW - 30 * MINUTE, acts: [] },
  { due: 'a late consultation, the next rung', receivedAt: NOW - 90 * MINUTE, acts: [] },
  { due: 'a place that nobody took', receivedAt: NOW - 2 * HOUR, acts: [decided(saturday('12:20'))] },
  {
    due: 'no visit planned',
    receivedAt: friday('14:30'),
    acts: [decided(friday('14:45')), ...claimed(friday('15:00'))],
  },
  {
    due: 'the window closing',
    receivedAt: friday('20:00'),
    acts: [
      decided(saturday('10:20')),
      ...claimed(saturday('10:30')),
      planned(saturday('10:40'), saturday('16:00')),
    ],
  },
  {
    due: 'the window missed',
    receivedAt: friday('14:00'),
    acts: [
      decided(friday('14:20')),
      ...claimed(friday('14:30')),
      planned(friday('14:40'), friday('16:00')),
      nobodyHome(friday('16:10')),
    ],
  },
  {
    due: 'no word from the visitors',
    receivedAt: saturday('10:00'),
    acts: [
      decided(saturday('10:20')),
      ...claimed(saturday('10:30')),
      planned(saturday('10:40'), saturday('12:00')),
    ],
  },
  {
    due: 'how it goes, after it was taken up',
    receivedAt: saturday('11:40'),
    danger: true,
    acts: [decided(saturday('11:45')), takenUp(saturday('12:00'))],
  },
  {
    due: 'feedback',
    receivedAt: friday('10:00'),
    acts: [
      decided(friday('10:20')),
      detailed(friday('10:30')),
      ...claimed(friday('10:40')),
      planned(friday('10:50'), friday('14:00')),
      seen(friday('14:00')),
      schoolTold(friday('14:10')),
      reported(friday('14:20')),
    ],
  },
];

/** A real case in its last moment before something is due, and after the sweep that saw to it. */
export interface Life {
  due: CaseDocument;
  idle: CaseDocument;
}

/** Something that happens in one of the cases. */
interface Happening {
  at: Instant;
  happen: () => Promise<void>;
}

const announcementIn = (
  municipality: MunicipalityId,
  { receivedAt, danger = false }: Situation,
): PreAnnouncement => ({
  municipality,
  incidentAt: receivedAt - 30 * MINUTE,
  policeReference: 'PL0100-2026123456',
  children: 2,
  directDanger: danger,
  restrainingOrder: 'unknown',
  visitorRisk: 'none',
  interpreter: false,
  contactKnown: true,
  mayShare: true,
  helpInvolved: 'no',
});

const happeningsIn = (
  { cases }: Program,
  id: string,
  situation: Situation,
  municipality: MunicipalityId,
  by: (role: Role) => Person,
): readonly Happening[] => {
  const begins: Happening = {
    at: situation.receivedAt,
    happen: async () => {
      await cases.openIntake(id, by('politie'));
    },
  };
  const announced: Act = {
    at: situation.receivedAt,
    by: 'politie',
    command: { type: 'Announce', announcement: announcementIn(municipality, situation) },
  };
  const acts = [announced, ...situation.acts].map(({ at, by: role, command }, index): Happening => ({
    at,
    happen: async () => {
      const current = await cases.read(id);
      if (!current) throw new Error(`${id} is not there`);
      const asked = typeof command === 'function' ? command(current.state) : command;
      const answer = await cases.run(id, asked, by(role), { activity: `${id} ${index}` });
      if (!answer.ok) throw new Error(`${situation.due}: ${asked.type} was refused: ${answer.refusal.code}`);
    },
  }));
  return [begins, ...acts];
};

/** Lets the time pass, with a sweep at every moment at which something is due. */
const advance = async (program: Program, store: DocumentStore, to: Instant): Promise<void> => {
  for (;;) {
    const [id] = await store.findDue(to, 1);
    const due = id === undefined ? undefined : (await store.read(id))?.document.dueAt;
    if (typeof due !== 'number') break;
    program.now = Math.max(program.now, due);
    await program.sweep();
  }
  program.now = to;
};

/** Lives through every situation in every municipality, up to and with the sweep of now. */
export const liveThrough = async (
  program: Program,
  store: DocumentStore,
  region: Region,
): Promise<readonly Life[]> => {
  const started = region.municipalities.flatMap(({ id: municipality }, place) =>
    SITUATIONS.map((situation, index) => {
      const id = `case/life-${place}-${index}`;
      const by = (role: Role): Person =>
        colleague(region, municipality, role, role === 'veilig-thuis' ? place : 0);
      return { id, situation, happenings: happeningsIn(program, id, situation, municipality, by) };
    }),
  );
  const happenings = started.flatMap((one) => one.happenings).toSorted((one, other) => one.at - other.at);
  for (const { at, happen } of happenings) {
    await advance(program, store, at - 1);
    program.now = at;
    await happen();
    await program.idle();
  }
  await advance(program, store, NOW - 1);
  const read = async (id: string): Promise<CaseDocument> => {
    const found = await program.cases.read(id);
    if (!found) throw new Error(`${id} is not there`);
    return found;
  };
  const due = await Promise.all(started.map(({ id }) => read(id)));
  program.now = NOW;
  await program.sweep();
  const idle = await Promise.all(started.map(({ id }) => read(id)));
  return started.map(({ situation }, index) => {
    const life = { due: due[index]!, idle: idle[index]! };
    if (life.due.dueAt !== NOW || life.idle.dueAt === null || life.idle.dueAt <= NOW)
      throw new Error(
        `"${situation.due}" is not due at the sweep: its situation does not fit the rules any more`,
      );
    return life;
  });
};
