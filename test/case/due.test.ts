import assert from 'node:assert/strict';
import type { Decisions, Details } from '../../src/case/consultation.ts';
import { type FollowedCase, isFollowed } from '../../src/case/state.ts';
import type { Person } from '../../src/core/region.ts';
import { DAY } from '../../src/core/time.ts';
import { type Desk, startDesk } from './desk.ts';
import { START, announcement, decisions, details, hour, minute, names, seen, waiting } from './history.ts';
import { lars, mia, olga, vera, yara } from './region.ts';

/** Monday 10:00. Service hours: workdays 08:30-17:00, weekends and holidays 10:00-18:00. */
const tuesday = (time: string): number => Date.parse(`2026-11-24T${time}+01:00`);

describe('When the clock looks at a case again', () => {
  let desk: Desk;
  beforeEach(async () => {
    desk = await startDesk();
  });
  afterEach(() => desk.dispose());

  const dueAt = async (): Promise<number | null> => {
    const { id, dueAt: due } = await desk.stored();
    // The sweep asks the store, not the document: both must say the same.
    const found = await desk.store.findDue(due ?? Number.MAX_SAFE_INTEGER, 10);
    assert.equal(found.includes(id), due !== null);
    if (due !== null) assert.deepEqual(await desk.store.findDue(due - 1, 10), []);
    return due;
  };

  const stateNow = async (): Promise<FollowedCase> => {
    const { state } = await desk.stored();
    assert.ok(isFollowed(state));
    return state;
  };

  const consult = async (changes: Partial<Decisions> = {}, more: Partial<Details> = {}) => {
    await desk.act({ type: 'RecordConsultation', decisions: { ...decisions, ...changes } }, vera);
    return desk.act({ type: 'CompleteConsultation', details: { ...details, ...more } }, vera);
  };

  /** One of each organisation that is asked: nobody has to be chased. */
  const everybodyComes = async (): Promise<void> => {
    for (const by of [olga, vera, lars, yara]) await desk.act({ type: 'AnswerCall', answer: 'coming' }, by);
  };

  const claim = (by: Person) => desk.act({ type: 'ClaimSlot' }, by);

  it('follows the case from step to step', async () => {
    await desk.announce();
    assert.equal(await dueAt(), minute(5), 'nobody answered yet');

    await everybodyComes();
    assert.equal(await dueAt(), minute(30), 'the outcome');

    await desk.tickAt(minute(30));
    assert.equal(await dueAt(), hour(1), 'the consultation is late');

    desk.now = minute(40);
    await consult();
    assert.equal(await dueAt(), hour(2), 'the places');

    await claim(yara);
    assert.equal(await dueAt(), hour(2), 'the other place');

    await claim(lars);
    assert.equal(await dueAt(), minute(400), 'the plan');

    await desk.act({ type: 'PlanVisit', visitAt: hour(3) }, yara);
    assert.equal(await dueAt(), hour(5), 'the visitors have to say how it went');

    desk.now = hour(1);
    await desk.act({ type: 'ReleaseSlot' }, lars);
    assert.equal(await dueAt(), hour(1.5), 'the place that opened again was told at once; its second rung');

    desk.now = hour(3);
    await desk.act({ type: 'RecordAttempt', at: hour(3), reason: 'nobodyHome' }, yara);
    // Raised on the way by this very save, so the next thing is the second rung.
    assert.equal(await dueAt(), hour(3.5), 'nobody took it up');

    await desk.act({ type: 'Acknowledge', risks: Object.keys((await stateNow()).risks) }, lars);
    assert.equal(await dueAt(), hour(5), 'whoever took it up is asked how it goes');

    await desk.act({ type: 'StartConsultation' }, lars);
    assert.equal(
      await dueAt(),
      hour(3) + minute(5) - START,
      'a second consultation, that nobody answered yet',
    );

    await desk.act({ type: 'RecordSeen', seen }, yara);
    assert.equal(await dueAt(), tuesday('07:30'), 'seen and spoken; an hour before the first bell');

    await desk.act({ type: 'TellSchool' }, yara);
    assert.equal(await dueAt(), tuesday('10:00'), 'the formal report');

    await desk.act({ type: 'RegisterFormalReport', reference: 'CORV-2026-123456' }, vera);
    assert.equal(await dueAt(), hour(27), 'the feedback');

    desk.now = hour(4);
    await desk.act({ type: 'GiveFeedback', to: ['police', 'safeAtHome'] }, yara);
    assert.equal(await dueAt(), hour(28), 'closing the case');

    await desk.act({ type: 'Escalate', obstacle: 'waitingList' }, yara);
    assert.equal(await dueAt(), hour(4.5), 'the manager was told; then the board');
  });

  it('is when it is forgotten once the case is closed, whatever still stands', async () => {
    await desk.announce();
    await consult({}, { tellSchool: false });
    await desk.act({ type: 'RecordSeen', seen: { ...seen, at: START } }, yara);
    await desk.act({ type: 'Escalate', obstacle: 'waitingList' }, yara);
    await desk.act({ type: 'GiveFeedback', to: ['police', 'safeAtHome'] }, yara);
    await desk.act({ type: 'RegisterFormalReport', reference: 'CORV-2026-123456' }, vera);
    assert.notEqual(await dueAt(), null);
    await desk.ask({ type: 'CloseCase', dossier: 'safeAtHome' }, mia);
    assert.equal(await dueAt(), START, 'the redraw, and the meeting that must go');
    await desk.tickAt(START);
    assert.equal(await dueAt(), START + 30 * DAY);
  });

  it('is never "never" while a case is open: it is told until somebody does something', async () => {
    await desk.announce();
    for (let looks = 0; looks < 60; looks += 1) {
      const due = await dueAt();
      assert.ok(due !== null && due > desk.now, `look ${looks}`);
      await desk.tickAt(due);
    }
  });

  it('moves with a decision to wait', async () => {
    await desk.announce();
    await consult({ decision: waiting(hour(48)) }, { tellSchool: false });
    await claim(yara);
    await claim(lars);
    await desk.act({ type: 'RegisterFormalReport', reference: 'CORV-2026-123456' }, vera);
    await desk.act({ type: 'PlanVisit', visitAt: hour(45) }, yara);
    assert.equal(await dueAt(), hour(42), 'six hours before the end of the wait');
  });

  it('is at the next try, as long as something could not be sent', async () => {
    await desk.ask({ type: 'Announce', announcement }, olga);
    await desk.tryAll({ kind: 'again', wait: 90_000 });
    assert.equal(await dueAt(), START + 90_000);
    desk.now = START + 90_000;
    await desk.tryAll({ kind: 'again', wait: 90_000 });
    assert.equal(await dueAt(), START + 180_000);
    await desk.tickAt(START + 180_000);
    assert.equal(await dueAt(), minute(5));
  });

  it('is passed without a trace when nothing is due yet', async () => {
    const { id } = await desk.announce();
    const version = (await desk.store.read(id))?.version;
    await desk.tickAt(minute(5) - 1);
    assert.equal((await desk.store.read(id))?.version, version);
  });

  it('raises what is due and tells whoever has to act, once', async () => {
    await desk.announce();
    await everybodyComes();
    await desk.tickAt(minute(30));
    const before = desk.sent.length;
    const { log } = await desk.tickAt(hour(1));
    const [risk] = log.slice(-1);
    assert.ok(risk?.event.type === 'RiskRaised');
    assert.deepEqual(names(risk.event.told), ['Olga', 'Otto', 'Vera', 'Lars', 'Yara', 'Yusuf']);
    assert.equal(risk.by, undefined);
    assert.equal(desk.sent.length - before, 7);
    await desk.tickAt(hour(1));
    assert.equal(desk.sent.length - before, 7);
    assert.equal(await dueAt(), hour(1.5));
  });

  it('also does what is due with any command, so that nobody is told of it later than by the clock', async () => {
    await desk.announce();
    await everybodyComes();
    await desk.tickAt(minute(30));
    desk.now = hour(1);
    const { log } = await desk.ask({ type: 'ClaimSlot' }, yara);
    assert.equal(log.at(-1)?.event.type, 'RiskRaised');
  });

  it('calls whoever consults with the announcement, and asks for the outcome once', async () => {
    await desk.announce();
    const called = desk.sent.flatMap((one) => (one.kind === 'call' ? [one.to.name] : []));
    assert.deepEqual(called, ['Olga', 'Vera', 'Lars', 'Yara']);
    await everybodyComes();
    for (const moment of [minute(30), minute(31), minute(59)]) await desk.tickAt(moment);
    const asked = desk.sent.flatMap((one) => (one.kind === 'outcome' ? [one.to.name] : []));
    assert.deepEqual(asked, ['Olga']);
  });

  it('is at once with direct danger: the ones who have to act are told with the announcement', async () => {
    await desk.announce({ directDanger: true });
    const { risks } = await stateNow();
    const [late] = Object.values(risks).filter(({ rule }) => rule === 'consultationLate');
    assert.deepEqual(names(late?.told ?? []), ['Olga', 'Otto', 'Vera', 'Lars', 'Yara', 'Yusuf']);
    await everybodyComes();
    assert.equal(await dueAt(), minute(30));
  });

  it('brings the meeting to its end: made once, gone when the case is closed', async () => {
    await desk.announce();
    const ways = async () => (await stateNow()).meetings.map(({ place }) => place?.way);
    assert.deepEqual(await ways(), ['graph']);
    await consult({}, { tellSchool: false });
    await desk.act({ type: 'RecordSeen', seen: { ...seen, at: START } }, yara);
    await desk.act({ type: 'GiveFeedback', to: ['police', 'safeAtHome'] }, yara);
    await desk.act({ type: 'RegisterFormalReport', reference: 'CORV-2026-123456' }, vera);
    assert.deepEqual(await ways(), ['graph']);
    await desk.act({ type: 'CloseCase', dossier: 'safeAtHome' }, mia);
    assert.deepEqual(await ways(), [undefined]);
    const kinds = desk.sent.map(({ kind }) => kind);
    assert.equal(kinds.filter((kind) => kind === 'meeting').length, 1);
    assert.equal(kinds.filter((kind) => kind === 'removeMeeting').length, 1);
  });
});
