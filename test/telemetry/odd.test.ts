import assert from 'node:assert/strict';
import { startScenario } from '../e2e/scenario.ts';
import { PERSONAL } from '../support/places.ts';
import { startReceiver } from '../support/receiver.ts';
import { PEOPLE } from '../support/region-file.ts';

/** Whoever wants something of theirs to be told puts it where no client does. */
const PLANTED = 'Xantippe0Kowalczyk';
/** As an activity of Teams is called. */
const LETTERS = 'XantippeKowalczyk';
const TRACE = 'a1b2'.repeat(8);

const ODD: readonly object[] = [
  { type: PLANTED },
  { type: 'invoke', name: PLANTED },
  { type: 'invoke', name: `${LETTERS}/${LETTERS}` },
  { type: 'event', name: `${LETTERS}/${LETTERS}` },
  { type: 'event', name: PLANTED, value: PLANTED },
  {
    type: 'invoke',
    name: 'adaptiveCard/action',
    value: { action: { verb: PLANTED, data: { [PLANTED]: PLANTED, case: PLANTED } } },
  },
  {
    type: 'invoke',
    name: 'composeExtension/fetchTask',
    value: { commandId: PLANTED, messagePayload: { body: { content: [PLANTED] } } },
  },
  { locale: PLANTED, text: 'help' },
  { text: `casus ${PLANTED}` },
  { text: `koppel ${PLANTED}` },
  { id: PLANTED, text: 'nieuw' },
  { recipient: { id: PLANTED, name: PLANTED }, text: 'help' },
  { channelData: { tenant: { id: PLANTED } }, text: 'help' },
  { replyToId: PLANTED, text: '', value: { verb: PLANTED } },
];

describe('The telemetry of what no client sends', function () {
  this.timeout(60_000);

  it('tells nothing of it, and takes no place in a trace of somebody else', async () => {
    const receiver = await startReceiver();
    const scenario = await startScenario(
      {},
      { OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url, LOG_LEVEL: 'trace' },
    );
    const { teams, connector, program } = scenario;
    const { activity } = await teams.message(PEOPLE.police, PERSONAL, 'help');
    await connector.expectPersonal({ member: PEOPLE.police });
    for (const [at, odd] of ODD.entries()) {
      const { status } = await teams.send({ ...activity, id: `odd ${at}`, ...odd });
      assert.ok(status < 500, JSON.stringify(odd));
    }
    const headers = {
      'content-type': 'application/json',
      traceparent: `00-${TRACE}-${'b'.repeat(16)}-01`,
      baggage: `name=${PLANTED}`,
      'user-agent': PLANTED,
      'x-forwarded-for': PLANTED,
    };
    const endpoint = `${program.url}/api/messages`;
    await fetch(endpoint, { method: 'POST', headers, body: JSON.stringify({ ...activity, id: 'traced' }) });
    await fetch(endpoint, { method: 'POST', headers, body: `{"${PLANTED}` });
    for (const path of [`/agenda/${PLANTED}.ics`, `/${PLANTED}`])
      await fetch(program.url + path, { headers });
    assert.deepEqual(await scenario.close(), { code: 0, signal: null });
    const told = receiver.calls
      .map(({ path, body, headers: sent }) => [path, sent, body].join('\n'))
      .join('\n');
    await receiver.close();
    assert.ok(told.includes('turn done'), 'nothing was told at all');
    for (const needle of [PLANTED, LETTERS, TRACE]) assert.ok(!told.includes(needle), needle);
  });
});
