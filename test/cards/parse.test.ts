import assert from 'node:assert/strict';
import { MOST_RISKS, type Submission, isVerb, parseSubmission } from '../../src/cards/parse.ts';
import { PROBLEM } from '../../src/cards/texts.nl.ts';
import type { CaseCommand } from '../../src/case/commands.ts';
import type { Region } from '../../src/core/region.ts';
import { DRENTHE, HOOGEVEEN } from './regions.ts';
import { RIGHT, changed } from './submissions.ts';

const parsed = (name: string, change: Submission = {}, region: Region = HOOGEVEEN) => {
  const { verb, data } = changed(name, change);
  return parseSubmission(verb, data, region);
};

const commandFrom = (name: string, change: Submission = {}, region?: Region): CaseCommand => {
  const result = parsed(name, change, region);
  assert.ok(result.ok, JSON.stringify(result));
  return result.value;
};

/** The fields that are refused, each with why: the first problem, which is the one its card shows. */
const problemsIn = (name: string, change: Submission, region?: Region): readonly string[] => {
  const result = parsed(name, change, region);
  assert.ok(!result.ok && result.refusal.code === 'invalid', JSON.stringify(result));
  const { problems } = result.refusal;
  return problems
    .filter(({ field }, index) => problems.findIndex((other) => other.field === field) === index)
    .map(({ field, problem }) => `${field}: ${problem}`);
};

describe('What a button sends, filled in right', () => {
  for (const { name, verb, data, command } of RIGHT) {
    it(`is the command it stands for: ${name}`, () => {
      assert.deepEqual(parseSubmission(verb, data, HOOGEVEEN), { ok: true, value: command });
    });
  }

  it('may say toggles and numbers as JSON does', () => {
    assert.deepEqual(
      commandFrom('a pre-announcement', { children: 2, danger: false, interpreter: true, mayShare: false }),
      commandFrom('a pre-announcement'),
    );
  });

  const counts: readonly [unknown, number][] = [
    [0, 0],
    ['0', 0],
    ['2', 2],
    [' 2 ', 2],
    [20, 20],
    ['20', 20],
  ];
  for (const [given, children] of counts) {
    it(`counts children: ${JSON.stringify(given)} is ${children}`, () => {
      const command = commandFrom('a pre-announcement', { children: given });
      assert.equal(command.type === 'Announce' && command.announcement.children, children);
    });
  }

  it('takes the municipality from the form where there are twelve', () => {
    const command = commandFrom('a pre-announcement', { municipality: 'emmen' }, DRENTHE);
    assert.equal(command.type === 'Announce' && command.announcement.municipality, 'emmen');
  });

  it('has one municipality where there is one, whatever is sent', () => {
    const command = commandFrom('a pre-announcement', { municipality: 'emmen' });
    assert.equal(command.type === 'Announce' && command.announcement.municipality, 'hoogeveen');
  });

  it('may leave out what nobody ticked, and the school where there are no children', () => {
    const command = commandFrom('the rest of a consultation', {
      present: undefined,
      tellSchool: undefined,
    });
    assert.ok(command.type === 'CompleteConsultation');
    assert.deepEqual([command.details.present, command.details.tellSchool], [[], false]);
    assert.deepEqual(commandFrom('feedback', { to: undefined }), { type: 'GiveFeedback', to: [] });
    assert.deepEqual(commandFrom('feedback', { to: '' }), { type: 'GiveFeedback', to: [] });
  });

  it('does not need a moment to wait for when nobody waits', () => {
    const without = { waitReason: undefined, untilDate: undefined, untilTime: 'x' };
    assert.deepEqual(
      commandFrom('a consultation that decides to go', without),
      commandFrom('a consultation that decides to go'),
    );
  });

  it('takes only its own step of an outcome: what belongs to the other step is left out', () => {
    const both = { ...changed('a consultation that decides to go', {}).data };
    const rest = { ...changed('the rest of a consultation', {}).data };
    const first = 'a consultation that decides to go';
    assert.deepEqual(commandFrom(first, { ...rest, ...both }), commandFrom(first));
    const second = 'the rest of a consultation';
    assert.deepEqual(commandFrom(second, { ...both, ...rest }), commandFrom(second));
  });

  it('takes an answer to a call from the button alone, whatever else is sent', () => {
    const odd = { answer: 'declined', who: { id: 'p9' }, risks: [1], seat: {}, startsAt: 0 };
    for (const name of ['somebody who comes', 'somebody who is there', 'somebody who cannot come'])
      assert.deepEqual(commandFrom(name, odd), commandFrom(name));
    assert.deepEqual(commandFrom('a consultation that begins', { ...odd, meeting: 7 }), {
      type: 'StartConsultation',
    });
  });

  it('answers a call of the newest consultation where no card says which one it is', () => {
    for (const meeting of [undefined, '1', 1.5, null, true, {}, [1]])
      assert.deepEqual(commandFrom('somebody who comes', { meeting }), {
        type: 'AnswerCall',
        answer: 'coming',
      });
  });

  it('leaves a late reason empty when the visit was in time', () => {
    assert.deepEqual(commandFrom('a visit', { lateReason: '' }), commandFrom('a visit'));
  });

  it('takes nothing else from a card: no actor, no type, no number', () => {
    const extra = {
      actor: 'p1',
      from: { aadObjectId: 'p1' },
      type: 'CloseCase',
      number: 'HGV-2026-0001',
      by: 'x',
    };
    for (const { name, command } of RIGHT) assert.deepEqual(commandFrom(name, extra), command);
  });
});

describe('What a button sends, filled in wrong', () => {
  const strange = ['bogus', '', 5, null, true, {}, ['no'], ['yes'], undefined];
  const notDates = ['', '23-11-2026', '2026-02-30', '2026-13-01', 'today', 20261123, null, {}, undefined];
  const notTimes = ['', '25:00', '12:60', '1:30', '13.30', 'noon', 1330, null, [], undefined];
  const toggles = ['ja', '', 'TRUE', 1, null, {}, undefined];
  const counts = ['-1', 'abc', '', '21', '2,5', '2.0', '1e1', '٢', -1, 21, 2.5, null, true, [2], undefined];
  const rungs = ['', '-1', '1.5', '100', 'manager', ' 1', '1e1', '٢', 1, null, true, {}, ['1']];
  const ticked = ['bogus', 'no,bogus', ' '];

  const wrong: readonly [string, string, readonly unknown[], string][] = [
    ['a pre-announcement', 'reference', ['', '   ', null, 5, {}, undefined], 'reference: missing'],
    ['a pre-announcement', 'children', counts, 'children: notANumber'],
    ['a pre-announcement', 'danger', toggles, 'danger: notAChoice'],
    ['a pre-announcement', 'incidentDate', notDates, 'incident: notADateOrTime'],
    ['a pre-announcement', 'incidentTime', notTimes, 'incident: notADateOrTime'],
    ['a pre-announcement', 'restrainingOrder', strange, 'restrainingOrder: notAChoice'],
    ['a pre-announcement', 'risk', strange, 'risk: notAChoice'],
    ['a pre-announcement', 'interpreter', toggles, 'interpreter: notAChoice'],
    ['a pre-announcement', 'contactKnown', toggles, 'contactKnown: notAChoice'],
    ['a pre-announcement', 'mayShare', toggles, 'mayShare: notAChoice'],
    ['a pre-announcement', 'help', strange, 'help: notAChoice'],
    ['a consultation that decides to go', 'decision', strange, 'decision: notAChoice'],
    ['a consultation that decides to go', 'exceptional', toggles, 'exceptional: notAChoice'],
    ['a consultation that decides to go', 'caseLead', strange, 'caseLead: notAChoice'],
    ['the rest of a consultation', 'safety', strange, 'safety: notAChoice'],
    ['the rest of a consultation', 'knownLocally', strange, 'knownLocally: notAChoice'],
    ['the rest of a consultation', 'present', ticked, 'present: notAChoice'],
    ['the rest of a consultation', 'tellSchool', toggles.slice(0, -1), 'tellSchool: notAChoice'],
    ['a consultation that decides to wait', 'waitReason', strange, 'waitReason: waitReason'],
    ['a consultation that decides to wait', 'untilDate', notDates, 'until: notADateOrTime'],
    ['a consultation that decides to wait', 'untilTime', notTimes, 'until: notADateOrTime'],
    ['a plan', 'planDate', notDates, 'plan: notADateOrTime'],
    ['a plan', 'planTime', notTimes, 'plan: notADateOrTime'],
    ['a visit', 'result', strange, 'result: notAChoice'],
    ['a visit', 'visitDate', notDates, 'visit: notADateOrTime'],
    ['a visit', 'visitTime', notTimes, 'visit: notADateOrTime'],
    ['a visit', 'agreements', [...strange, ...toggles, 'true', 'false', 'yes,no'], 'agreements: notAChoice'],
    ['a visit', 'followUp', strange, 'followUp: notAChoice'],
    ['a visit', 'obstacles', ticked, 'obstacles: notAChoice'],
    ['a failed attempt', 'attemptReason', strange, 'attemptReason: attemptReason'],
    ['a failed attempt', 'visitDate', notDates, 'visit: notADateOrTime'],
    ['feedback', 'to', ticked, 'to: notAChoice'],
    ['an escalation', 'obstacle', strange, 'obstacle: notAChoice'],
    ['an escalation', 'rung', rungs, 'rung: notAChoice'],
    ['a reason for being late', 'reason', strange, 'reason: notAChoice'],
  ];
  for (const [name, field, values, problem] of wrong) {
    it(`is refused at its own field: ${field} of ${name}`, () => {
      for (const value of values)
        assert.deepEqual(problemsIn(name, { [field]: value }), [problem], JSON.stringify(value));
    });
  }

  it('is refused where one of twelve municipalities must be chosen', () => {
    for (const municipality of ['', 'Emmen', 'groningen', 5, undefined])
      assert.deepEqual(problemsIn('a pre-announcement', { municipality }, DRENTHE), [
        'municipality: notAChoice',
      ]);
  });

  it('is refused at all fields at once', () => {
    assert.deepEqual(
      problemsIn('a pre-announcement', { reference: 'Jan', children: '99', incidentTime: '', risk: 'cat' }),
      ['reference: reference', 'children: notANumber', 'incident: notADateOrTime', 'risk: notAChoice'],
    );
  });

  it('is refused with a problem there are words for: a reason that is not on the list', () => {
    for (const lateReason of ['bogus', 5, true, null, {}])
      assert.deepEqual(problemsIn('a late visit', { lateReason }), ['lateReason: notAChoice']);
  });

  it('is refused with a problem there are words for: risks that are none', () => {
    for (const risks of [
      undefined,
      'x',
      [5],
      ['x'.repeat(201)],
      Array.from({ length: MOST_RISKS + 1 }, () => 'x'),
    ])
      for (const name of [
        'a risk taken up',
        'a risk taken up on the case card',
        'a call for help that was solved',
      ]) {
        const [problem = ''] = problemsIn(name, { risks });
        assert.ok(Object.hasOwn(PROBLEM, problem.replace('risks: ', '')), problem);
      }
  });

  it('is refused, not read as "nothing ticked", when ticks arrive as something else than text', () => {
    const taken = [5, {}, ['police'], true, null].filter((to) => parsed('feedback', { to }).ok);
    assert.deepEqual(taken, []);
  });

  it('counts a tick that is sent twice once', () => {
    assert.deepEqual(commandFrom('feedback', { to: 'police,police' }), {
      type: 'GiveFeedback',
      to: ['police'],
    });
  });

  it('is refused, not a fault, when a date is an object that cannot be made text', () => {
    const monster: unknown = JSON.parse('{"toString":1,"valueOf":1}');
    assert.deepEqual(problemsIn('a plan', { planDate: monster }), ['plan: notADateOrTime']);
  });
});

describe('The buttons the bot knows', () => {
  it('are these, and no names that every object has', () => {
    for (const { verb } of RIGHT) assert.ok(isVerb(verb));
    for (const verb of ['show', '', 'toString', '__proto__', 'constructor', 'hasOwnProperty', 'Claim'])
      assert.ok(!isVerb(verb), verb);
  });
});
