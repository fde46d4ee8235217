import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CaseCommand } from '../../src/case/commands.ts';
import { type CaseDocument, parseCase } from '../../src/case/document.ts';
import type { Person } from '../../src/core/region.ts';
import { DAY, HOUR, MINUTE } from '../../src/core/time.ts';
import type { OutgoingCard } from '../../src/cards/element.ts';
import { openKeys } from '../../src/keys/open.ts';
import { DeliveryFailed, type Messenger } from '../../src/outbox/port.ts';
import { exportLines } from '../../src/store/transfer.ts';
import { backUp, restore } from '../../src/store/sqlite/backup.ts';
import { openSqliteStore } from '../../src/store/sqlite/store.ts';
import { caseVault } from '../../src/vault.ts';
import { START, announcement, decisions, details, seen } from '../case/history.ts';
import { lars, olga, region as small, vera, yara } from '../case/region.ts';
import { type InProcess, startInProcess } from '../support/in-process.ts';

const ID = 'case/0123456789abcdef0123456789abcdef';

const HOUSEHOLD = {
  address: 'Zwaluwstraat 77, 7901 ZQ 77',
  phone: '0687654321',
  names: 'Quirine Zonnebloem',
  notes: 'sleutel onder de blauwe pot',
} as const;
const REFERENCE = 'PL0100-2026987654';
const REPORT = 'CORV-2026-987654';

const region = {
  ...small,
  disclosures: { welzijn: { basis: 'law', reference: 'Wet', fields: ['address', 'notes'] } },
} as const;

/** Every message that stands somewhere, as it looks now. */
const board = () => {
  const shown = new Map<string, OutgoingCard>();
  let count = 0;
  let refuses: (activity: string) => boolean = () => false;
  const put = (tenant: string, conversation: string, card: OutgoingCard) => {
    const activity = String((count += 1));
    shown.set(activity, card);
    return Promise.resolve({ serviceUrl: 'https://teams.example.invalid', tenant, conversation, activity });
  };
  const messenger: Messenger = {
    post: ({ tenant, channel }, card) => put(tenant, `${channel};messageid=${count + 1}`, card),
    toPerson: ({ tenant, id }, card) => put(tenant, id, card),
    inThread: ({ tenant, conversation }, card) => put(tenant, conversation, card),
    update: ({ activity }, card) => {
      if (refuses(activity)) return Promise.reject(new DeliveryFailed('HTTP 403', 'never'));
      shown.set(activity, card);
      return Promise.resolve();
    },
  };
  return {
    messenger,
    shown,
    refuse: (which: (activity: string) => boolean) => {
      refuses = which;
    },
  };
};

const quiet = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

describe('A case that is forgotten', function () {
  this.timeout(60_000);

  let place: string;
  let program: InProcess;
  let messages: ReturnType<typeof board>;
  let store: ReturnType<typeof openSqliteStore>;
  let activities = 0;

  const vaultOf = async () => {
    const keys = await openKeys(
      { kind: 'files', directory: join(place, 'keys') },
      {
        clock: () => START,
        log: quiet,
        credentialFor: () => {
          throw new Error('files need no credential');
        },
      },
    );
    assert.ok(keys.ok);
    return caseVault(keys.value.cases, quiet);
  };

  const start = async (now = START): Promise<void> => {
    store = openSqliteStore({ directory: join(place, 'data') });
    program = await startInProcess({
      store,
      region,
      now,
      messenger: messages.messenger,
      vault: await vaultOf(),
    });
    const { channels } = program.works;
    const [tenant = ''] = region.tenants;
    await channels.link({
      municipality: 'hoogeveen',
      channel: '19:hgv',
      serviceUrl: 'https://teams.example.invalid',
      tenant,
    });
  };

  const stop = async (): Promise<void> => {
    await program.close();
    await store.close();
  };

  const act = async (command: CaseCommand, by: Person): Promise<CaseDocument> => {
    const answer = await program.works.cases.run(ID, command, by, { activity: String((activities += 1)) });
    assert.ok(answer.ok, answer.ok ? '' : `${command.type}: ${answer.refusal.code}`);
    await program.works.delivery.idle();
    return answer.value;
  };

  const open = async (): Promise<void> => {
    const { cases, households } = program.works;
    await cases.openIntake(ID, olga);
    await act({ type: 'Announce', announcement: { ...announcement, policeReference: REFERENCE } }, olga);
    const recorded = await households.record(ID, HOUSEHOLD, vera, { activity: 'record', marks: [] });
    assert.ok(recorded.ok);
    await act({ type: 'RecordConsultation', decisions }, vera);
    await act({ type: 'CompleteConsultation', details }, vera);
    await act({ type: 'ClaimSlot' }, yara);
    await act({ type: 'ClaimSlot' }, lars);
    await act({ type: 'ReleaseHousehold', to: [yara], ground: 'safety' }, vera);
    const at = {
      serviceUrl: 'https://teams.example.invalid',
      tenant: yara.tenant,
      conversation: yara.id,
      activity: 'looked',
    };
    const look = await households.view(ID, { purpose: 'visit', at }, yara, { activity: 'look' });
    assert.ok(look.ok && look.value.kind === 'shown');
    assert.deepEqual(look.value.household, HOUSEHOLD);
  };

  const close = async (): Promise<void> => {
    program.now += 3 * HOUR;
    await act({ type: 'RecordSeen', seen: { ...seen, at: program.now - MINUTE } }, yara);
    await act({ type: 'TellSchool' }, lars);
    await act({ type: 'GiveFeedback', to: ['police', 'safeAtHome'] }, lars);
    await act({ type: 'RegisterFormalReport', reference: REPORT }, vera);
    await act({ type: 'CloseCase', dossier: 'municipality' }, lars);
  };

  /** Until nothing is due any more now. */
  const sweep = async (): Promise<void> => {
    for (let round = 0; round < 10; round += 1) {
      const looked = await program.works.sweep();
      await program.works.delivery.idle();
      if (looked === 0) return;
    }
  };

  const stored = async (): Promise<CaseDocument> => {
    const loaded = await store.read(ID);
    assert.ok(loaded);
    return parseCase(loaded.document);
  };

  const exported = async (file: string): Promise<void> => {
    const lines: string[] = [];
    for await (const line of exportLines(store, { at: '2026-11-22', source: 'sqlite' })) lines.push(line);
    await writeFile(file, lines.join('\n'));
  };

  /** Every file there is, with everything in it. */
  const files = async (folder = place): Promise<[string, string][]> => {
    const found = await readdir(folder, { withFileTypes: true, recursive: true });
    return Promise.all(
      found
        .filter((one) => one.isFile())
        .map(async (one) => {
          const path = join(one.parentPath, one.name);
          return [path, await readFile(path, 'latin1')];
        }),
    );
  };

  const holds = async (words: readonly string[], folder = place): Promise<string[]> => {
    const all = await files(folder);
    assert.ok(all.length > 0);
    return words.flatMap((word) =>
      all.filter(([, text]) => text.includes(word)).map(([path]) => `${word} in ${path}`),
    );
  };

  const everyWord = Object.values(HOUSEHOLD).flatMap((text) => [
    text,
    ...text.split(/[ ,]+/).filter((word) => word.length > 4),
  ]);

  beforeEach(async () => {
    place = await mkdtemp(join(tmpdir(), 'eerder-erbij-'));
    messages = board();
    await mkdir(join(place, 'backups'));
    await start();
  });

  afterEach(async () => {
    await stop();
    await rm(place, { recursive: true, force: true });
  });

  it('leaves its figures and a receipt, and nothing of the household anywhere', async () => {
    await open();
    await close();
    await backUp(join(place, 'data'), join(place, 'backups', 'before.sqlite'));
    await exported(join(place, 'backups', 'before.jsonl'));
    program.now += 30 * DAY - MINUTE;
    await sweep();
    assert.equal((await stored()).state.step, 'closed');
    program.now += MINUTE;
    await sweep();

    const { state, ...rest } = await stored();
    assert.ok(state.step === 'forgotten');
    const { figures, number, dossier, messages: told } = state;
    assert.deepEqual(
      [number, dossier, told.unreached, figures?.inTime, figures?.month],
      ['HGV-2026-0001', 'municipality', 0, true, '2026-11'],
    );
    assert.deepEqual(
      [rest.log, rest.outbox, rest.posted, rest.thread, rest.done],
      [[], [], [], undefined, []],
    );
    // While the program goes on.
    assert.deepEqual(await holds([REFERENCE, REPORT], join(place, 'data')), []);
    await exported(join(place, 'backups', 'after.jsonl'));
    await backUp(join(place, 'data'), join(place, 'backups', 'after.sqlite'));
    await stop();
    assert.deepEqual(await holds(everyWord), []);
    // What only the case itself knew is in no copy that was made since.
    const since = join(place, 'since');
    await mkdir(since);
    for (const name of ['after.jsonl', 'after.sqlite'])
      await writeFile(join(since, name), await readFile(join(place, 'backups', name)));
    assert.deepEqual(await holds([REFERENCE, REPORT], since), []);
    assert.deepEqual(await holds([REFERENCE, REPORT], join(place, 'data')), []);
  });

  it('has every message about it say so, and no more', async () => {
    await open();
    await close();
    const before = messages.shown.size;
    program.now += 31 * DAY;
    await sweep();
    assert.ok(before > 4, `${before} messages`);
    for (const [activity, { card, summary }] of messages.shown) {
      const words = JSON.stringify([card, summary]);
      assert.match(words, /HGV-2026-0001 is afgesloten/, `${activity}: ${words}`);
      assert.doesNotMatch(words, /Hoogeveen|kinderen|Adele|Yara|Lars/);
    }
  });

  it('counts who refuses to change a message, and is forgotten all the same', async () => {
    await open();
    await close();
    const [first] = messages.shown.keys();
    messages.refuse((activity) => activity === first);
    program.now += 31 * DAY;
    await sweep();
    const { state } = await stored();
    assert.ok(state.step === 'forgotten');
    assert.equal(state.messages.unreached, 1);
  });

  it('waits a week for Teams, and no longer', async () => {
    await open();
    await close();
    messages.refuse(() => {
      throw new DeliveryFailed('HTTP 503', 'again');
    });
    program.now += 31 * DAY;
    await sweep();
    assert.equal((await stored()).state.step, 'closed');
    program.now += 7 * DAY;
    await sweep();
    assert.equal((await stored()).state.step, 'forgotten');
  });

  it('cannot be read in a backup that is put back, and is forgotten again', async () => {
    await open();
    await backUp(join(place, 'data'), join(place, 'backups', 'open.sqlite'));
    await close();
    program.now += 31 * DAY;
    await sweep();
    assert.equal((await stored()).state.step, 'forgotten');
    const now = program.now;
    await stop();
    await restore(join(place, 'data'), join(place, 'backups', 'open.sqlite'), 'then');
    await start(now);

    const back = await stored();
    assert.ok('household' in back.state && back.state.household, 'the backup was made while it was open');
    assert.equal(await (await vaultOf()).open(ID, back.state.household.sealed), undefined);
    assert.equal(await program.works.forgetAgain(), 1);
    assert.equal((await stored()).state.step, 'forgotten');
    assert.equal(await program.works.forgetAgain(), 0);
  });

  it('one damaged case that came back does not keep another from being forgotten again', async () => {
    await open();
    await backUp(join(place, 'data'), join(place, 'backups', 'open.sqlite'));
    await close();
    program.now += 31 * DAY;
    await sweep();
    const now = program.now;
    await stop();
    await restore(join(place, 'data'), join(place, 'backups', 'open.sqlite'), 'then');
    // Others whose keys were destroyed, which this version cannot read.
    const damaged = ['0', '1', '2', '3', '4', '5'].map((digit) => `case/${digit.repeat(32)}`);
    const keys = await vaultOf();
    for (const id of damaged) await keys.destroy(id, now);
    await start(now);
    for (const id of damaged) await store.create({ id, kind: 'case', schema: 3, open: false, dueAt: null });
    const outcome = await program.works.forgetAgain().then(String, String);
    const { step } = (await stored()).state;
    assert.equal(step, 'forgotten', outcome.slice(0, 200));
  });

  it('answers whoever still presses one of its buttons', async () => {
    await open();
    await close();
    program.now += 31 * DAY;
    await sweep();
    const answer = await program.works.cases.run(ID, { type: 'ClaimSlot' }, yara, { activity: 'late' });
    assert.deepEqual(answer, {
      ok: false,
      refusal: { code: 'notNow', command: 'ClaimSlot', step: 'forgotten' },
    });
    const looked = await program.works.households.view(
      ID,
      { purpose: 'visit', at: { serviceUrl: 's', tenant: 't', conversation: 'c', activity: 'a' } },
      vera,
      { activity: 'late look' },
    );
    assert.equal(looked.ok, false);
  });

  it('is not forgotten while nobody said where its dossier is', async () => {
    await open();
    await close();
    const { document, version } = (await store.read(ID))!;
    const { dossier: _dossier, ...state } = (document as CaseDocument).state as { dossier?: string };
    await store.replace({ ...document, state } as never, version);
    program.now += 60 * DAY;
    await sweep();
    assert.equal((await stored()).state.step, 'closed');
  });
});
