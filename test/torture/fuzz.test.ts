import assert from 'node:assert/strict';
import { Agent } from 'node:http';
import fc from 'fast-check';
import type { WireActivity } from '../support/activities.ts';
import { PEOPLE } from '../support/region-file.ts';
import { type Besieged, besieged } from './besieged.ts';
import { foreign, mutated, pressedAnew, unheardOf } from './mutations.ts';
import { MARK, oddWord } from './odd-values.ts';
import { largeRequests, rawRequest } from './raw-requests.ts';
import { SEED, TIMES } from './rounds.ts';
import type { StoredState } from './stored-state.ts';
import { type RawAnswer, type RawRequest, sent } from './wire.ts';

const { youth, police, manager } = PEOPLE;

describe('A fuzz of /api/messages', function () {
  this.timeout(60_000 * (TIMES + 1));

  let under: Besieged;
  let stored: StoredState;
  /** Answers by status; the slowest in milliseconds. */
  const seen = { statuses: new Map<string, number>(), slowest: 0 };
  const agent = new Agent({ keepAlive: true });

  before(async () => {
    under = await besieged();
    stored = await under.quiet();
  });

  after(async () => {
    agent.destroy();
    await under.close();
  });

  const answerTo = async (request: RawRequest, through?: Agent): Promise<RawAnswer> => {
    const answer = await sent(under.scenario.program.url, request, through);
    const status = String(answer.status ?? 'broken off');
    seen.statuses.set(status, (seen.statuses.get(status) ?? 0) + 1);
    seen.slowest = Math.max(seen.slowest, answer.ms);
    assert.ok(answer.status === undefined || answer.status < 500, `${status} ${answer.body}`);
    return answer;
  };

  const nothingChanged = async (): Promise<void> => {
    assert.deepEqual(await under.state(), stored);
  };

  /** Sends one after the other, with a look at the answer and at what is stored after each. */
  const everyOne = <T>(
    generated: fc.Arbitrary<T>,
    rounds: number,
    requestOf: (one: T) => RawRequest,
    through?: Agent,
  ): Promise<void> =>
    fc.assert(
      fc.asyncProperty(generated, async (one) => {
        const answer = await answerTo(requestOf(one), through);
        assert.notEqual(answer.status, undefined, `no answer: ${answer.body}`);
        await nothingChanged();
      }),
      { numRuns: rounds * TIMES, seed: SEED },
    );
  const asBody = (activity: WireActivity): RawRequest => ({ body: JSON.stringify(activity) });

  const anyOf = (fits: (activity: WireActivity) => boolean = () => true): fc.Arbitrary<WireActivity> =>
    fc.constantFrom(...under.activities.filter(fits));
  const about =
    (id: string) =>
    (activity: WireActivity): boolean =>
      JSON.stringify(activity).includes(id);

  it('what is no HTTP, no JSON or no activity', async () => {
    await everyOne(anyOf().chain(rawRequest), 600, (request) => request);
  });

  it('bodies that are large, compressed or broken off', async () => {
    for (const activity of under.activities.slice(0, 3))
      for (const request of largeRequests(activity)) {
        const answer = await answerTo(request);
        assert.ok(isAnswer(answer, request), `no answer: ${answer.body}`);
        await nothingChanged();
      }
  });

  it('real activities with wrong types, words and places in them', async () => {
    await everyOne(anyOf().chain(mutated), 1_500, asBody, agent);
  });

  it('buttons of a closed case, pressed again as new, with something wrong in them', async () => {
    await everyOne(anyOf(about(under.closed)).chain(mutated).chain(pressedAnew), 400, asBody, agent);
  });

  it('commands of people who have nothing to do with a case', async () => {
    const { closed, elsewhere, outsiders } = under;
    const commands = anyOf(about(closed)).chain(foreign({ closed, elsewhere, outsiders }));
    await everyOne(commands, 400, asBody, agent);
  });

  it('verbs and words nobody ever heard of, from people who may do a lot, on an open case', async () => {
    const pressed = anyOf((activity) => about(under.open)(activity) || about(under.closed)(activity));
    await everyOne(pressed.chain(unheardOf(under.open, [youth, police, manager])), 400, asBody, agent);
  });

  it('all at once, while others work', async () => {
    const many = fc.sample(anyOf().chain(mutated), { numRuns: 200 * TIMES, seed: SEED + 1 });
    const answers = await Promise.all(many.map((activity) => answerTo(asBody(activity), agent)));
    for (const { status } of answers) assert.notEqual(status, undefined, 'no answer');
    await nothingChanged();
  });

  it('leaves the program ready, with nothing to send and without a fault', async () => {
    assert.deepEqual(await under.quiet(), stored);
    const { log, url } = under.scenario.program;
    assert.equal((await sent(url, { method: 'GET', path: '/readyz' })).status, 200);
    const faults = log.filter(({ level, error }) => Number(level) >= 50 && !isRefusedReply(error));
    assert.deepEqual(faults, [], 'no fault of ours');
  });

  it('messages in conversations that are none, to which no reply can be sent', async () => {
    const asked = anyOf(({ text }) => text === 'help').chain((activity) =>
      fc.oneof(oddWord, fc.string()).map((id) => ({ ...activity, conversation: { id }, id })),
    );
    await everyOne(asked, 50, asBody, agent);
  });

  it('leaves nothing of what came in its log', () => {
    const text = JSON.stringify(under.scenario.program.log);
    for (const word of [MARK, ...Object.values(PEOPLE).map(({ name }) => name)])
      assert.ok(!text.includes(word), `${word} is in the log`);
    console.log(
      `      ${JSON.stringify(Object.fromEntries(seen.statuses))}, the slowest ${Math.ceil(seen.slowest)} ms`,
    );
  });
});

/** Teams knows no message to which is replied there. */
const isRefusedReply = (error: unknown): boolean => Reflect.get(Object(error) as object, 'status') === 404;

/** The answer to what is far too large comes before it is read to the end, and may be lost on somebody who goes on sending. */
const isAnswer = ({ status, body }: RawAnswer, request: RawRequest): boolean =>
  status !== undefined ||
  request.abortAfter !== undefined ||
  (Buffer.byteLength(request.body ?? '') > LARGEST_READ && /EPIPE|ECONNRESET/.test(body));

/** What certainly fits in what is on its way between two programs. */
const LARGEST_READ = 1024 * 1024;
