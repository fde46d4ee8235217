/**
 * The program in this process: the real HTTP server, adapter, application and handlers between made-up edges, so that a test
 * can put a case in any step, ask it over HTTP, and look at what is stored.
 */
import { createHash } from 'node:crypto';
import { feeds } from '../../src/address/feeds.ts';
import { TeamsAdapter, botAuthentication } from '../../src/bot/adapter.ts';
import { authenticator } from '../../src/bot/tokens.ts';
import { botApplication } from '../../src/bot/application.ts';
import { downloadOverHttp } from '../../src/bot/download.ts';
import { httpServer } from '../../src/bot/server.ts';
import { daysOf } from '../../src/config/days.ts';
import type { Log } from '../../src/core/log.ts';
import type { Region } from '../../src/core/region.ts';
import type { Instant } from '../../src/core/time.ts';
import type { Messenger, TextMessages } from '../../src/outbox/port.ts';
import type { DocumentStore } from '../../src/store/port.ts';
import type { CaseVault } from '../../src/vault.ts';
import { type Works, wired } from '../../src/wiring.ts';
import { memoryVault } from './case-vault.ts';

export interface InProcess {
  /** The endpoint of Teams. */
  readonly url: string;
  readonly works: Works;
  readonly log: readonly { level: string; message: string; fields: object }[];
  now: Instant;
  close(): Promise<void>;
}

const nobodyThere: Messenger = {
  post: ({ tenant, channel }) =>
    Promise.resolve({
      serviceUrl: 'https://teams.example.invalid',
      tenant,
      conversation: channel,
      activity: '1',
    }),
  update: () => Promise.resolve(),
  toPerson: ({ tenant, id }) =>
    Promise.resolve({ serviceUrl: 'https://teams.example.invalid', tenant, conversation: id, activity: '1' }),
  inThread: (thread) => Promise.resolve(thread),
};

export const startInProcess = async (given: {
  store: DocumentStore;
  region: Region;
  now: Instant;
  messenger?: Messenger;
  texts?: TextMessages;
  /** In memory when it is left out. */
  vault?: CaseVault;
}): Promise<InProcess> => {
  const { store, region } = given;
  const lines: { level: string; message: string; fields: object }[] = [];
  const at =
    (level: string) =>
    (fields: object, message: string): void => {
      lines.push({ level, message, fields });
    };
  const log: Log = { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
  const vault = given.vault ?? memoryVault();
  const clock = () => program.now;
  const works = wired({
    store,
    region,
    days: daysOf(region),
    messengerFor: () => given.messenger ?? nobodyThere,
    texts: given.texts,
    online: undefined,
    vault,
    sealKey: Buffer.alloc(32, 7),
    clock,
    chance: () => 0.5,
    later: () => undefined,
    log,
  });
  const authentication = botAuthentication({ kind: 'none' });
  const { cases, rosters, channels, people, delivery, households, access, messenger } = works;
  const application = botApplication({
    region: works.region,
    days: daysOf(region),
    cases,
    households,
    access,
    rosters,
    addressMarks: (address) =>
      Promise.resolve([{ keyId: '1', mark: createHash('sha256').update(address).digest('hex') }]),
    members: () => Promise.resolve(undefined),
    mentions: { find: () => Promise.resolve(undefined) },
    directory: works.directory,
    feeds: feeds(store),
    feedAddress: (secret) => `http://127.0.0.1/agenda/${secret}.ics`,
    secret: () => 'a'.repeat(43),
    download: downloadOverHttp(true),
    channels,
    people,
    deliverer: delivery,
    messenger,
    clock,
    log,
    acting: undefined,
  });
  const server = httpServer({
    adapter: new TeamsAdapter(authentication, ''),
    authenticate: authenticator({ kind: 'none' }, { clock, log }),
    limits: undefined,
    application,
    log,
    clock,
    calendar: () => Promise.resolve(undefined),
    ready: {},
  });
  const address = await server.listen({ port: 0, host: '127.0.0.1' });
  const program: InProcess = {
    url: `${address}/api/messages`,
    works,
    log: lines,
    now: given.now,
    close: async () => {
      await server.close();
      await delivery.idle();
    },
  };
  return program;
};
