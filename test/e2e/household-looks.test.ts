import assert from 'node:assert/strict';
import { START, announcement, decisions, details } from '../case/history.ts';
import { DISCLOSURES, lars, olga, petra, regionWith, vera, yara } from '../case/region.ts';
import type { CaseCommand } from '../../src/case/commands.ts';
import { MINUTE } from '../../src/core/time.ts';
import { temporaryStore } from '../outbox/world.ts';
import { type InProcess, startInProcess } from '../support/in-process.ts';
const ID = 'case/0123456789abcdef0123456789abcdef';
const OLD = { address: 'Zwaluwstraat 77', names: 'Quirine Zonnebloem', notes: 'sleutel' };
const NEW = { address: 'Geheim adres 1', names: 'Quirine Zonnebloem', notes: 'blijf-van-mijn-lijf' };
const at = {
  serviceUrl: 'https://teams.example.invalid',
  tenant: yara.tenant,
  conversation: yara.id,
  activity: 'looked',
};

describe('A look that Teams sends again', function () {
  this.timeout(60_000);
  let temporary: Awaited<ReturnType<typeof temporaryStore>>;
  let program: InProcess;
  let n = 0;
  const start = async (region = regionWith({ disclosures: DISCLOSURES })) => {
    temporary = await temporaryStore();
    program = await startInProcess({ store: temporary.store, region, now: START });
    await program.works.directory.ensure();
    const { cases, households } = program.works;
    const act = async (command: CaseCommand, by: typeof yara) => {
      const a = await cases.run(ID, command, by, { activity: String((n += 1)) });
      assert.ok(a.ok, a.ok ? '' : JSON.stringify(a.refusal));
    };
    await cases.openIntake(ID, olga);
    await act({ type: 'Announce', announcement }, olga);
    assert.ok((await households.record(ID, OLD, vera, { activity: 'rec', marks: [] })).ok);
    await act({ type: 'RecordConsultation', decisions }, vera);
    await act({ type: 'CompleteConsultation', details }, vera);
    await act({ type: 'ClaimSlot' }, yara);
    await act({ type: 'ClaimSlot' }, lars);
    await act({ type: 'ReleaseHousehold', to: [yara], ground: 'safety' }, vera);
    return { act };
  };
  const look = (activity: string, who = yara) =>
    program.works.households.view(ID, { purpose: 'visit', at }, who, { activity });
  afterEach(async () => {
    await program.close();
    await temporary.dispose();
  });

  it('shows nothing to whoever gave the place back meanwhile, and nothing that was filled in since', async () => {
    const { act } = await start();
    const first = await look('press');
    assert.ok(first.ok && first.value.kind === 'shown');
    await act({ type: 'ReleaseSlot' }, yara);
    const fresh = await look('press 2');
    assert.equal(fresh.ok, false, 'a new press is refused');
    assert.ok((await program.works.households.record(ID, NEW, vera, { activity: 'rec2', marks: [] })).ok);
    program.now += 5 * MINUTE;
    const again = await look('press');
    assert.ok(
      !again.ok || again.value.kind !== 'shown',
      `shown: ${JSON.stringify(again.ok && again.value.kind === 'shown' && again.value.household)}`,
    );
  });

  it('shows nothing once the agreement ended', async () => {
    const end = START + 20 * MINUTE;
    await start(
      regionWith({ disclosures: { ...DISCLOSURES, welzijn: { ...DISCLOSURES.welzijn, until: end } } }),
    );
    program.now = end - MINUTE;
    const first = await look('press');
    assert.ok(first.ok && first.value.kind === 'shown');
    program.now = end + MINUTE;
    assert.equal((await look('other')).ok, false);
    const again = await look('press');
    assert.ok(!again.ok || again.value.kind !== 'shown', 'shown');
  });

  it('shows nothing to whoever lost the role of their place', async () => {
    await start();
    const { directory } = program.works;
    const r = await directory.run(
      { type: 'ChangePerson', municipality: 'hoogeveen', person: yara, roles: ['bestuur'] },
      petra,
      { activity: 'role' },
    );
    assert.ok(r.ok, JSON.stringify(r));
    await program.works.sweep();
    const now = (await directory.region()).people.find(({ id }) => id === yara.id);
    assert.ok(now);
    const seen = await look('press', now);
    assert.ok(!seen.ok || seen.value.kind !== 'shown', `shown to ${JSON.stringify(now.roles)}`);
  });
});
