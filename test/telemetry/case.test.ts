import assert from 'node:assert/strict';
import { hostname } from 'node:os';
import { MEASURES } from '../../src/core/measures.ts';
import { type PostedCase, REFERENCE, type Scenario, seen, startScenario } from '../e2e/scenario.ts';
import { cardIn } from '../support/answers.ts';
import { textOf } from '../support/cards.ts';
import { PERSONAL, user } from '../support/places.ts';
import {
  type Envelope,
  type ReceivedSpan,
  type Series,
  envelopesIn,
  recordsIn,
  resourcesIn,
  seriesIn,
  spansIn,
} from '../support/received-telemetry.ts';
import { type Receiver, startReceiver, startSecureReceiver } from '../support/receiver.ts';
import { PEOPLE } from '../support/region-file.ts';

const { police, youth, municipal, adult, safeAtHome, manager } = PEOPLE;

/** In every place where somebody may type; each so strange that it stands nowhere by chance. */
const PLANTED = {
  name: 'Xantippe Kowalczyk',
  phone: '06-48151623',
  bsn: '123456782',
  email: 'xantippe@voorbeeld.example',
  postcode: '7901 QX',
  houseNumber: '98741',
  street: 'Zwaluwlaantje',
  household: 'Quirine Zonnebloem',
  notes: 'sleutel onder de blauwe pot',
  otherReference: 'PL0100-2026987654',
};
const STORY = `Vrouw ${PLANTED.name} bsn ${PLANTED.bsn} tel ${PLANTED.phone} ${PLANTED.email} woont ${PLANTED.street} ${PLANTED.houseNumber} ${PLANTED.postcode}, ${PLANTED.notes}`;
const STRANGER = user('Onbekende Bezoeker');
const HEADER = 'zeer-geheim';
const TOKEN = 'token-van-de-identiteit';
const KEY = '01234567-89ab-cdef-0123-456789abcdef';

/** Also in the ways it could be written. */
const needles: readonly string[] = [
  ...Object.values(PLANTED),
  ...[PLANTED.postcode.replace(' ', ''), '48151623', '0648151623', 'Xantippe', 'Zonnebloem'],
  ...[REFERENCE, encodeURIComponent(PLANTED.name)],
  ...[...Object.values(PEOPLE), STRANGER].flatMap(({ id, name, aadObjectId, tenantId }) => [
    id,
    name,
    aadObjectId,
    tenantId,
  ]),
  // Where the messages stand in Teams, and who this machine is.
  ...['19:hoogeveen', 'thread.tacv2', hostname()],
];

describe('The telemetry of one case, from intake to visit', function () {
  this.timeout(60_000);

  let otlp: Receiver;
  let identity: Receiver;
  let azure: Awaited<ReturnType<typeof startSecureReceiver>>;
  let scenario: Scenario;
  let posted: PostedCase;
  let number: string;
  let document: string;

  before(async () => {
    otlp = await startReceiver();
    azure = await startSecureReceiver();
    // As App Service hands out tokens.
    identity = await startReceiver();
    identity.says = {
      access_token: TOKEN,
      expires_on: Math.floor(Date.now() / 1_000) + 86_400,
      resource: 'https://monitor.azure.com',
      token_type: 'Bearer',
    };
    scenario = await startScenario(
      {
        disclosures: {
          welzijn: { basis: 'law', reference: 'Wet 1', fields: ['address', 'phone', 'names', 'notes'] },
        },
        mobiles: { [youth.name]: '+31648151623' },
        strangers: [STRANGER],
      },
      {
        OTEL_EXPORTER_OTLP_ENDPOINT: otlp.url,
        OTEL_EXPORTER_OTLP_HEADERS: `authorization=Bearer%20${HEADER}`,
        APPLICATIONINSIGHTS_CONNECTION_STRING: `InstrumentationKey=${KEY};IngestionEndpoint=${azure.url}/`,
        APPLICATIONINSIGHTS_AUTH: 'managed-identity',
        IDENTITY_ENDPOINT: `${identity.url}/msi/token`,
        IDENTITY_HEADER: 'header',
        NODE_EXTRA_CA_CERTS: azure.caFile,
      },
    );
    await walk();
    // Everything is sent before the program ends, so there is nothing to wait for.
    assert.deepEqual(await scenario.close(), { code: 0, signal: null });
  });

  after(async () => {
    await otlp.close();
    await azure.close();
    await identity.close();
  });

  const walk = async (): Promise<void> => {
    const { teams, connector } = scenario;
    const personally = (who: typeof police, verb: string, data: object) =>
      teams.execute(who, PERSONAL, posted.posted, verb, { case: posted.id, ...data });

    await teams.message(police, PERSONAL, STORY);
    await connector.expectPersonal({ member: police, text: /Gebruik dit formulier/ });
    await teams.message(STRANGER, PERSONAL, `ik ben ${PLANTED.name}`);
    await connector.expectPersonal({ member: STRANGER });

    posted = await scenario.announce({ postcode: PLANTED.postcode, houseNumber: PLANTED.houseNumber });
    document = posted.id;
    number = /HGV-\d{4}-\d{4}/.exec(textOf(posted.card()))?.[0] ?? assert.fail('no number');
    // Teams sends again what it got no answer to.
    await teams.resend(await posted.try(adult, 'Ik ga mee'));
    await teams.resend(await posted.try(youth, 'Ik ga mee'));
    await connector.expectUpdate({ activityId: posted.posted.activityId });
    await posted.press(municipal, 'Ik ga mee');
    await posted.press(police, 'Besluit opslaan');
    await posted.press(police, 'Aanvulling opslaan');

    const { postcode, houseNumber, street, phone, household: names, notes } = PLANTED;
    const filled = { postcode, houseNumber, street, phone, names, notes };
    cardIn(await personally(safeAtHome, 'household-record', filled));
    const released = { to: `${youth.tenantId}/${youth.aadObjectId}`, ground: 'safety' };
    cardIn(await personally(safeAtHome, 'household-release', released));
    await connector.expectPersonal({ member: youth, text: /Gegevens/ });
    const shown = cardIn(await personally(youth, 'household-view', { purpose: 'visit' }));
    assert.ok(JSON.stringify(shown).includes(PLANTED.household), 'the details are not shown to whoever may');

    for (const reportReference of [PLANTED.bsn, PLANTED.household, PLANTED.otherReference])
      await personally(safeAtHome, 'report', { reportReference });
    await teams.execute(manager, posted.thread, posted.posted, PLANTED.street, { case: PLANTED.name });
    await posted.press(youth, 'Planning opslaan');
    await posted.press(youth, 'Bezoek opslaan', seen());
  };

  const bytes = (): string =>
    [...otlp.calls, ...azure.calls].map(({ path, body }) => `${path}\n${body}`).join('\n');

  /** Whatever is written after it said so is on the standard output only. */
  const linesUntilStopped = (): number => {
    const stopped = scenario.program.log.findIndex(({ msg }) => msg === 'stopped');
    assert.ok(stopped >= 0, 'it was not stopped');
    return stopped + 1;
  };

  const named = (name: string): readonly ReceivedSpan[] =>
    spansIn(otlp.calls).filter((one) => one.name === name);
  const ofCase = (name: string): readonly ReceivedSpan[] =>
    named(name).filter(({ attributes }) => attributes.document === document);
  const series = (name: string): readonly Series[] => seriesIn(otlp.calls).filter((one) => one.name === name);
  const total = (name: string): number => series(name).reduce((sum, { value }) => sum + value, 0);

  it('has nothing that anybody typed, and nobody by name or id', () => {
    const all = bytes();
    for (const needle of needles) {
      const at = all.indexOf(needle);
      assert.equal(at, -1, `${needle} in …${all.slice(Math.max(0, at - 300), at + 100)}`);
    }
  });

  it('would have found it: the same search finds what may be there, at both', () => {
    for (const calls of [otlp.calls, azure.calls]) {
      const all = calls.map(({ body }) => body).join('\n');
      for (const allowed of [number, document, 'hoogeveen', 'HouseholdViewed', 'turn done'])
        assert.ok(all.includes(allowed), allowed);
    }
  });

  it('knows us by the header, that is in no line of the log', () => {
    assert.ok(otlp.calls.length > 0);
    assert.ok(otlp.calls.every(({ headers }) => headers.includes(`Bearer ${HEADER}`)));
    assert.ok(!JSON.stringify(scenario.program.log).includes(HEADER));
  });

  it('has the turns of the case, each with its correlation id', () => {
    const turns = ofCase('turn');
    const numbered = turns.filter(({ attributes }) => attributes.case === number);
    // Before it was sent, the form had no number yet.
    assert.ok(numbered.length >= 8 && turns.length === numbered.length + 1);
    for (const { attributes } of turns) {
      assert.match(attributes.correlation ?? '', /^[0-9a-f-]{36}$/);
      assert.equal(attributes['http.response.status_code'], '200');
    }
  });

  it('leads from a turn to what it saved, and from there to what was delivered', () => {
    const saved =
      ofCase('save').find(({ attributes }) => attributes.events?.startsWith('CaseAnnounced')) ??
      assert.fail('the announcement was not saved');
    const turn = named('turn').find(({ spanId }) => spanId === saved.parentSpanId);
    assert.equal(turn?.traceId, saved.traceId);
    assert.equal(turn.attributes.document, document);
    const delivered = ofCase('delivery').filter(({ links }) =>
      links.some(({ spanId }) => spanId === saved.spanId),
    );
    const kinds = new Set(delivered.map(({ attributes }) => attributes.kind));
    for (const kind of ['card', 'call', 'meeting']) assert.ok(kinds.has(kind), kind);
    for (const { attributes, links } of delivered) {
      assert.deepEqual([attributes.case, attributes.result], [number, 'sent']);
      assert.equal(links[0]?.traceId, saved.traceId);
    }
  });

  it('has the sweeps and nothing that another library traced', () => {
    assert.ok(named('sweep').length > 0);
    const names = new Set(spansIn(otlp.calls).map(({ name }) => name));
    assert.deepEqual([...names].sort(), ['delivery', 'save', 'sweep', 'tick', 'turn']);
  });

  it('counts the intake, the visit and their times once, also when an activity comes twice', () => {
    const labels = { municipality: 'hoogeveen', children: 'yes' };
    const [intake, ...more] = series('eerder_erbij.intakes');
    assert.deepEqual([intake?.value, intake?.attributes, more], [1, labels, []]);
    for (const name of ['time_to_consultation', 'time_to_claim', 'time_to_visit']) {
      const [time, ...others] = series(`eerder_erbij.${name}`);
      assert.deepEqual([time?.count, time?.unit, others], [1, 's', []], name);
      assert.deepEqual(time?.attributes, { ...labels, within: '15m' });
      for (const hours of [1, 4, 12, 24]) assert.ok(time.bounds.includes(hours * 3_600));
    }
    assert.deepEqual(
      series('eerder_erbij.visits').map(({ value, attributes }) => [value, attributes]),
      [[1, { ...labels, result: 'inTime' }]],
    );
  });

  it('counts deliveries, sweeps, activities and refusals, and knows how old the outbox is', () => {
    assert.equal(total('eerder_erbij.deliveries'), named('delivery').length);
    const ways = new Set(series('eerder_erbij.deliveries').map(({ attributes }) => attributes.way));
    assert.ok(ways.has('card') && ways.has('personal') && ways.has('meeting'));
    assert.equal(total('eerder_erbij.sweeps'), named('sweep').length);
    assert.equal(total('eerder_erbij.activities'), named('turn').length);
    assert.deepEqual(
      series('eerder_erbij.refusals')
        .map(({ value, attributes: { about, command, code } }) => [about, command, code, value].join(' '))
        .sort(),
      // The second is of an activity that came twice.
      ['case report invalid 3', 'case ClaimSlot slotNotForRole 1'].sort(),
    );
    assert.ok(series('eerder_erbij.outbox.age').length === 1 && total('eerder_erbij.outbox.age') < 60);
    assert.equal(total('eerder_erbij.sweep.lag'), 0);
  });

  it('measures nothing but what is in the list, with the labels that are', () => {
    const known = new Map(Object.values(MEASURES).map(({ name, labels }) => [name as string, labels]));
    for (const { name, attributes } of seriesIn(otlp.calls))
      assert.deepEqual(
        Object.keys(attributes).sort(),
        [...(known.get(name) ?? assert.fail(name))].sort(),
        name,
      );
  });

  it('has the lines of the log, as a part of the work in which they were written', () => {
    const records = recordsIn(otlp.calls);
    const done = records.find(
      ({ body, traceId }) => body === 'turn done' && ofCase('turn').some((turn) => turn.traceId === traceId),
    );
    const turn = named('turn').find(({ spanId }) => spanId === done?.spanId);
    assert.ok(done?.attributes.correlation !== undefined);
    assert.equal(turn?.attributes.correlation, done.attributes.correlation);
    const delivered = records.find(
      ({ body, attributes }) => body === 'message delivered' && attributes.document === document,
    );
    assert.ok(named('delivery').some(({ spanId }) => spanId === delivered?.spanId));
    const stranger = records.find(({ body }) => body === 'activity of an unknown person');
    assert.deepEqual(stranger?.attributes, {});
    // As many as stand on the standard output, until the program said that it stops.
    assert.equal(records.length, linesUntilStopped());
  });

  it('says of the program no more than what it is', () => {
    for (const attributes of resourcesIn(otlp.calls)) {
      assert.deepEqual(Object.keys(attributes).sort(), ['service.instance.id', 'service.name']);
      assert.equal(attributes['service.name'], 'eerder-erbij');
    }
  });

  describe('at Application Insights', () => {
    const envelopes = (baseType: string): readonly Envelope['data']['baseData'][] =>
      envelopesIn(azure.calls)
        .filter(({ data }) => data.baseType === baseType)
        .map(({ data }) => data.baseData);

    it('is all there, and nothing that the exporter tells of itself', () => {
      assert.deepEqual(
        [...new Set(envelopesIn(azure.calls).map(({ name }) => name.split('.').at(-1)))].sort(),
        ['Message', 'Metric', 'RemoteDependency', 'Request'],
      );
      assert.ok(azure.calls.every(({ path }) => path.startsWith('/v2')));
      const metrics = JSON.stringify(envelopes('MetricData'));
      assert.ok(!/_OTELRESOURCE_|Item_Success_Count|statsbeat/i.test(metrics));
    });

    it('is sent with the token of the managed identity', () => {
      assert.ok(azure.calls.every(({ headers }) => headers.includes(`Bearer ${TOKEN}`)));
      assert.ok(
        identity.calls.every(({ path }) => path.includes(encodeURIComponent('https://monitor.azure.com'))),
      );
    });

    it('has turns as requests, deliveries linked to what they deliver, metrics and lines', () => {
      const request = envelopes('RequestData').find((one) => JSON.stringify(one).includes(number));
      assert.deepEqual(
        [request?.name, request?.responseCode, request?.success, request?.url ?? ''],
        ['POST /api/messages', '200', true, ''],
      );
      assert.ok(envelopes('RemoteDependencyData').some((one) => JSON.stringify(one).includes('_MS.links')));
      assert.equal(envelopes('MessageData').length, linesUntilStopped());
      assert.ok(JSON.stringify(envelopes('MetricData')).includes('eerder_erbij.time_to_visit'));
    });
  });
});
