import type { CaseDocument } from '../../src/case/document.ts';
import type { PreAnnouncement } from '../../src/case/state.ts';
import type { MunicipalityId, Person, Region } from '../../src/core/region.ts';
import { type Instant, MINUTE } from '../../src/core/time.ts';
import type { DocumentStore } from '../../src/store/port.ts';
import type { Program } from './program.ts';
import { colleague } from './region.ts';
import { type Act, NOW, type Role, SITUATIONS, type Situation } from './situations.ts';

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

export const announcementIn = (
  municipality: MunicipalityId,
  { receivedAt, danger = false }: Pick<Situation, 'receivedAt' | 'danger'>,
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
export const advance = async (program: Program, store: DocumentStore, to: Instant): Promise<void> => {
  for (;;) {
    const [id] = await store.findDue(to, 1);
    const due = id === undefined ? undefined : (await store.read(id))?.document.dueAt;
    if (typeof due !== 'number') break;
    program.now = Math.max(program.now, due);
    await program.sweep();
  }
  program.now = to;
};

/** A case that was begun for a situation, with everything that will happen in it. */
interface Begun {
  id: string;
  situation: Situation;
  happenings: readonly Happening[];
}

const begunIn = (program: Program, region: Region): readonly Begun[] =>
  region.municipalities.flatMap(({ id: municipality }, place) =>
    SITUATIONS.map((situation, index) => {
      const id = `case/life-${place}-${index}`;
      const by = (role: Role): Person =>
        colleague(region, municipality, role, role === 'veilig-thuis' ? place : 0);
      return { id, situation, happenings: happeningsIn(program, id, situation, municipality, by) };
    }),
  );

const stored = (program: Program, begun: readonly Begun[]): Promise<readonly CaseDocument[]> =>
  Promise.all(
    begun.map(async ({ id }) => {
      const found = await program.cases.read(id);
      if (!found) throw new Error(`${id} is not there`);
      return found;
    }),
  );

/** Lives through every situation in every municipality, up to and with the sweep of now. */
export const liveThrough = async (
  program: Program,
  store: DocumentStore,
  region: Region,
): Promise<readonly Life[]> => {
  const begun = begunIn(program, region);
  const happenings = begun.flatMap((one) => one.happenings).toSorted((one, other) => one.at - other.at);
  for (const { at, happen } of happenings) {
    await advance(program, store, at - 1);
    program.now = at;
    await happen();
    await program.idle();
  }
  await advance(program, store, NOW - 1);
  const before = await stored(program, begun);
  program.now = NOW;
  await program.sweep();
  const after = await stored(program, begun);
  return begun.map(({ situation }, index) => {
    const [due, idle] = [before[index]!, after[index]!];
    if (due.dueAt !== NOW || idle.dueAt === null || idle.dueAt <= NOW)
      throw new Error(`"${situation.due}" is not due now: the situation does not fit the rules any more`);
    return { due, idle };
  });
};
