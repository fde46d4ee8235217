/** What changes under the program between two starts: another region file, a case of an older version. */
import { rolesAt } from '../support/roles.ts';
import assert from 'node:assert/strict';
import { caseHandlers } from '../../src/case/handle.ts';
import type { Watch } from '../../src/case/due.ts';
import { watchAll } from '../../src/case/due.ts';
import { convener } from '../../src/consultation/convene.ts';
import { type Person, type Region } from '../../src/core/region.ts';
import { HOUR } from '../../src/core/time.ts';
import { ladder } from '../../src/escalation/ladder.ts';
import { rosterHandlers } from '../../src/roster/handle.ts';
import { newRoster } from '../../src/roster/document.ts';
import { isRosterId } from '../../src/roster/document.ts';
import { CASE } from '../../src/case/document.ts';
import { sweep, tickEach } from '../../src/scheduler/sweep.ts';
import { dutchDays } from '../roster/days.ts';
import { at, period, proven, rosterOf, shift } from '../roster/rosters.ts';
import { ADULT, anna, arie, mia, petra, regionOf, hoogeveen } from '../case/region.ts';
import { keptLog, temporaryStore } from '../outbox/world.ts';
import { olderAnnounced } from '../case/older-case.ts';
import { unchanging } from '../support/region-now.ts';
import { repeats } from '../../src/case/repeats.ts';

const days = dutchDays();
const onlyAdults = { onCall: [ADULT], visit: { ...hoogeveen.visit, noChildren: [ADULT] } };
const withPeople = (people: readonly Person[]): Region => regionOf(onlyAdults, people);

const program = async () => {
  const { store, dispose } = await temporaryStore();
  const log = keptLog();
  const desk = {
    store,
    dispose,
    log,
    now: 0,
    start(region: Region) {
      const clock = () => desk.now;
      const nudge = () => undefined;
      const watchFor = async (municipality: string | undefined): Promise<Watch> => {
        const parts = { region, days, cover: await rosters.coverFor(municipality) };
        return watchAll([ladder({ ...parts, texts: false }), convener(parts)]);
      };
      const cases = caseHandlers({
        store,
        region: unchanging(region),
        watchFor,
        repeats: repeats(store, clock),
        clock,
        nudge,
        log: log.log,
      });
      const recheckCases = async (municipality: string) => {
        await tickEach(await store.findOpen(CASE, municipality), {
          tick: async (id: string) => {
            await cases.tick(id);
          },
          log: log.log,
        });
      };
      const later = () => undefined;
      const rosters = rosterHandlers({
        store,
        region: unchanging(region),
        days,
        clock,
        nudge,
        log: log.log,
        later,
        recheckCases,
      });
      const tick = async (id: string): Promise<void> => {
        await (isRosterId(id) ? rosters.tick(id) : cases.tick(id));
      };
      return { cases, rosters, sweep: () => sweep({ store, tick, clock, log: log.log }) };
    },
  };
  return desk;
};

const FRIDAY = '2026-11-27';
const weekend = [
  shift(anna, period('2026-11-28T10:00+01:00', '2026-11-28T18:00+01:00'), { id: 'a' }),
  shift(anna, period('2026-11-29T10:00+01:00', '2026-11-29T18:00+01:00'), { id: 'b' }),
];

describe('A start with another region file', () => {
  it('a gap that opens because somebody was taken out on Friday evening is told within one sweep', async () => {
    const desk = await program();
    try {
      desk.now = at(`${FRIDAY}T16:00+01:00`);
      const known = [anna, arie, mia, petra];
      const before = { ...newRoster('hoogeveen', desk.now), state: rosterOf(...weekend, proven(anna)) };
      await desk.store.create(before);
      const first = desk.start(withPeople(known));
      await first.rosters.ensure();
      await first.sweep();
      assert.deepEqual(
        (await first.rosters.of('hoogeveen')).gaps.filter(({ from }) => from < desk.now + 72 * HOUR),
        [],
      );

      // Anna leaves: the region file is changed and the program is started again.
      desk.now = at(`${FRIDAY}T17:30+01:00`);
      const second = desk.start(withPeople([arie, mia, petra]));
      await second.rosters.ensure();
      await second.sweep();
      const { gaps } = await second.rosters.of('hoogeveen');
      assert.ok(gaps.length > 0, 'the weekend has no cover, and nobody is told');
    } finally {
      await desk.dispose();
    }
  });

  it('the no-cover rule of an open case is due at once when the last one on duty was taken out', async () => {
    const desk = await program();
    try {
      desk.now = at(`${FRIDAY}T16:00+01:00`);
      const before = { ...newRoster('hoogeveen', desk.now), state: rosterOf(...weekend, proven(anna)) };
      await desk.store.create(before);
      const police = { ...petra, id: 'pol', name: 'Pol', roles: rolesAt(['politie'], 'hoogeveen') };
      const first = desk.start(withPeople([anna, mia, petra, police]));
      await first.rosters.ensure();
      await first.sweep();
      desk.now = at(`${FRIDAY}T22:15+01:00`);
      const id = 'case/11111111111111111111111111111111';
      await first.cases.openIntake(id, police);
      const announced = await first.cases.run(
        id,
        {
          type: 'Announce',
          announcement: {
            municipality: 'hoogeveen',
            incidentAt: desk.now - HOUR,
            policeReference: 'x',
            children: 0,
            directDanger: false,
            restrainingOrder: 'unknown',
            visitorRisk: 'none',
            interpreter: false,
            contactKnown: true,
            mayShare: true,
            helpInvolved: 'no',
          },
        },
        police,
        { activity: '1' },
      );
      assert.ok(announced.ok, JSON.stringify(announced));
      // Everything that was to be sent is sent.
      const sent = await desk.store.read(id);
      assert.ok(sent);
      const parts = {
        region: withPeople([anna, mia, petra, police]),
        days,
        cover: await first.rosters.coverFor('hoogeveen'),
      };
      const { settle } = await import('../../src/case/due.ts');
      const { parseCase } = await import('../../src/case/document.ts');
      const watch = watchAll([ladder({ ...parts, texts: false }), convener(parts)]);
      await desk.store.replace(
        settle({ ...parseCase(sent.document), outbox: [] }, watch, desk.now),
        sent.version,
      );

      desk.now += 10 * 60_000;
      const second = desk.start(withPeople([mia, petra, police]));
      await second.rosters.ensure();
      await second.sweep();
      const found = await second.cases.read(id);
      const { risks } = found?.state as unknown as { risks: Record<string, unknown> };
      assert.ok(
        Object.keys(risks).some((risk) => risk.startsWith('noCoverLeft')),
        `dueAt ${new Date(found?.dueAt ?? 0).toISOString()}: ${Object.keys(risks).join()}`,
      );
    } finally {
      await desk.dispose();
    }
  });
});

describe('An open case of an older version', () => {
  it('that had nothing more to be told then, is looked at now', async () => {
    const desk = await program();
    try {
      // Older versions stored no next moment (null) once everything was taken up or told at the top, and after a visit.
      const older = { ...olderAnnounced, dueAt: null };
      await desk.store.create(older);
      desk.now = older.state.receivedAt + 48 * HOUR;
      const program1 = desk.start(withPeople([anna, arie, mia, petra]));
      await program1.rosters.ensure();
      await program1.sweep();
      const found = await program1.cases.read('case/1');
      assert.notEqual(found?.dueAt, null, 'an open case without a next moment');
    } finally {
      await desk.dispose();
    }
  });
});

describe('A damaged case', () => {
  it('does not keep the other cases of its municipality from being looked at when the roster changes, nor every sweep busy', async () => {
    const desk = await program();
    try {
      const { state } = olderAnnounced;
      desk.now = state.receivedAt;
      const damaged = { ...olderAnnounced, id: 'case/0', dueAt: null, state: { ...state, step: 'nonsense' } };
      const good = { ...olderAnnounced, dueAt: state.receivedAt + 900 * HOUR };
      await desk.store.create(damaged);
      await desk.store.create(good);
      const region = withPeople([anna, arie, mia, petra]);
      const running = desk.start(region);
      await running.rosters.ensure();
      await running.sweep();
      const added = await running.rosters.run(
        'hoogeveen',
        {
          type: 'AddShift',
          person: { tenant: anna.tenant, id: anna.id, name: anna.name },
          role: ADULT,
          replaces: false,
          ...period('2026-12-05T10:00+01:00', '2026-12-05T18:00+01:00'),
        },
        petra,
        { activity: 'x' },
      );
      assert.ok(added.ok, JSON.stringify(added));
      await running.sweep();
      await running.sweep();
      const roster = await desk.store.read('roster/hoogeveen');
      const found = await running.cases.read('case/1');
      assert.ok((found?.dueAt ?? Infinity) < good.dueAt, 'the good case was never looked at');
      assert.equal(
        (roster?.document as unknown as { recheck: boolean }).recheck,
        false,
        'asked again at every sweep',
      );
    } finally {
      await desk.dispose();
    }
  });
});
