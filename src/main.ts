import { randomBytes, randomUUID } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import type { Logger } from 'pino';
import { feeds } from './address/feeds.ts';
import { actingFor } from './bot/acting.ts';
import { TeamsAdapter, appIdOf, botAuthentication } from './bot/adapter.ts';
import { botApplication } from './bot/application.ts';
import { connect } from './bot/connector.ts';
import { downloadOverHttp } from './bot/download.ts';
import { teamsMentions } from './bot/people-members.ts';
import { personalCalendar } from './bot/personal-calendar.ts';
import { limits } from './bot/limits.ts';
import { members } from './bot/members.ts';
import { teamsMessenger } from './bot/messenger.ts';
import { reach } from './bot/reach.ts';
import { httpServer } from './bot/server.ts';
import { authenticator } from './bot/tokens.ts';
import { type Environment, readEnvironment } from './config/environment.ts';
import { calendarEnds, daysOf } from './config/days.ts';
import { loadRegion } from './config/region.ts';
import type { Region } from './core/region.ts';
import type { Result } from './core/result.ts';
import { type Clock, type Instant, MINUTE, SECOND } from './core/time.ts';
import { orphaned } from './case/orphaned.ts';
import { credentialFor } from './consultation/credential.ts';
import { graphMeetings } from './consultation/graph.ts';
import type { OnlineMeetings } from './consultation/port.ts';
import { azureTextMessages } from './sms/azure.ts';
import { rosterIdOf } from './roster/document.ts';
import { keyFits } from './store/keys-fit.ts';
import { sweepCoordinator } from './scheduler/coordinator.ts';
import { type Sweeps, isCron, startSweeping } from './scheduler/cron.ts';
import { heartbeat, withHeartbeat } from './scheduler/heartbeat.ts';
import { type OpenLog, openLog } from './open-log.ts';
import { openStore } from './open-store.ts';
import { caseVault, marksWith } from './vault.ts';
import { openKeys } from './keys/open.ts';
import { wired } from './wiring.ts';

/*
 * The composition root: chooses the edges, and is the only file that reads the clock, chance and the environment. What is
 * between them is put together in `wiring.ts`.
 */

/** sysexits.h EX_CONFIG: the configuration is wrong, starting again will not help. */
const WRONG_CONFIGURATION = 78;

const OTHER_KEYS =
  'KEYS_DIR, KEY_VAULT_URL: these keys are not those of the data; write where the keys of this installation are (docs/keys.md)';

/** How long a stopping process waits for what is on its way; the rest is in the store. */
const LAST_MOMENTS = 15_000;

/** Node's timers overflow far above this; the sweep has whatever is later. */
const LONGEST_TIMER = 5 * MINUTE;

// date-fns-tz leans on the machine's zone in the two hours a year in which the clock changes.
process.env.TZ = 'UTC';

const configured = <T>(result: Result<T, string[]>): T => {
  if (result.ok) return result.value;
  process.stderr.write(`${result.refusal.join('\n')}\n`);
  process.exit(WRONG_CONFIGURATION);
};

/** Does not keep a stopping process alive: what is left is in the store. */
const later = (run: () => void, wait: number): void => {
  setTimeout(run, Math.min(wait, LONGEST_TIMER)).unref();
};

const onlineMeetings = ({ graph }: Environment, clock: Clock): OnlineMeetings | undefined =>
  graph && graphMeetings({ credential: credentialFor(graph), baseUrl: graph.url, clock });

/** A half-finished set-up of Graph is silent otherwise: consultations are held, but never in a meeting of their own. */
const warnOfGraph = ({ graph }: Environment, { municipalities }: Region, log: Logger): void => {
  const wanting = municipalities.filter(
    ({ meeting, organiser }) => meeting.includes('graph') && organiser !== undefined,
  );
  if (graph && wanting.length === 0) log.warn({}, 'GRAPH_AUTH is set, but no municipality has an organiser');
  if (!graph && wanting.length > 0)
    log.warn({ municipalities: wanting.map(({ id }) => id) }, 'an organiser is set, but GRAPH_AUTH is not');
};

/** Without the school holidays of next year the school would be told on days on which it is closed. */
const warnOfCalendar = (region: Region, now: Instant, log: Logger): void => {
  const until = calendarEnds(region, now);
  if (until !== undefined) log.warn({ until }, 'the region file knows no school holidays after this day');
};

/** Where people reach a personal calendar; on this machine also without an address from outside. */
const feedAddress = ({ publicUrl, auth, port }: Environment, secret: string): string | undefined => {
  const base = publicUrl ?? (auth.kind === 'none' ? `http://127.0.0.1:${port}` : undefined);
  return base === undefined ? undefined : `${base}/agenda/${secret}.ics`;
};

/** A check of readiness. */
const alive = (isAlive: () => boolean, otherwise: string) => (): Promise<void> =>
  isAlive() ? Promise.resolve() : Promise.reject(new Error(otherwise));

const clock: Clock = () => Date.now();

const start = async (environment: Environment, region: Region, { log, told }: OpenLog): Promise<void> => {
  const store = configured(await openStore(environment.store, clock, log));
  const refusal = await orphaned(store, region, environment.regionFile);
  if (refusal.length > 0) configured({ ok: false, refusal });
  const keys = configured(await openKeys(environment.keys, { clock, log, credentialFor }));
  const sealKey = await keys.secrets.logKey();
  const logged = region.municipalities.map(({ id }) => rosterIdOf(id));
  if (!(await keyFits(store, logged, sealKey))) configured({ ok: false, refusal: [OTHER_KEYS] });
  // One program has a data directory for itself; on Cosmos DB there may be more.
  const us = environment.store.kind === 'cosmos' ? randomUUID() : undefined;
  const authentication = botAuthentication(environment.auth);
  const appId = appIdOf(environment.auth);
  const connector = connect(authentication, appId);
  const days = daysOf(region);
  const teams = reach(clock);
  warnOfGraph(environment, region, log);
  warnOfCalendar(region, clock(), log);
  const works = wired({
    store,
    region,
    days,
    messengerFor: (known) => teamsMessenger({ connect: connector, appId, ...known, clock, reach: teams }),
    texts: environment.sms && azureTextMessages(environment.sms, { clock }),
    online: onlineMeetings(environment, clock),
    vault: caseVault(keys.cases, log),
    sealKey,
    clock,
    chance: Math.random,
    later,
    // Answers are written before this comes.
    afterThis: setImmediate,
    log,
    ...(us !== undefined && { us }),
    ...(told && { telemetry: told.telemetry, observed: told.observed }),
  });
  const { channels, people, directory, messenger, cases, rosters, delivery, sweep } = works;
  const calendars = feeds(works.store);
  // What came back with a backup, before anything is said of it again.
  await works.forgetAgain().catch((error: unknown) => {
    log.error({ error }, 'what was forgotten before could not be looked at; the next start does');
  });
  await directory.ensure();
  await rosters.ensure();
  const telling = told ? { telemetry: told.telemetry } : {};
  const application = botApplication({
    ...telling,
    region: works.region,
    days,
    cases,
    households: works.households,
    access: works.access,
    addressMarks: marksWith(keys.secrets, log),
    rosters,
    directory,
    mentions: teamsMentions({ connect: connector, clock }),
    feeds: calendars,
    feedAddress: (secret) => feedAddress(environment, secret),
    secret: () => randomBytes(32).toString('base64url'),
    download: downloadOverHttp(environment.auth.kind === 'none'),
    channels,
    people,
    members: members({ connect: connector, clock, log }),
    deliverer: delivery,
    messenger,
    clock,
    log,
    acting: actingFor(environment.auth),
  });
  const checks = {
    store: () => store.ping(),
    delivery: alive(delivery.isAlive, 'what was saved is not being sent'),
    teams: alive(() => teams.isGood(), 'nothing that is sent to Teams arrives'),
  };
  const { heartbeatUrl: url } = environment;
  const beat = url === undefined ? undefined : heartbeat({ url, checks, log });
  const sweeper = startSweeping({
    expression: region.sweep,
    sweep: withHeartbeat(sweep, beat),
    monotonic: () => performance.now(),
    log,
    ...(us !== undefined && {
      coordinator: (sweeps: Sweeps) => sweepCoordinator({ store, us, clock, ...sweeps }),
    }),
  });
  told?.ask({ sweepLag: () => sweeper.lag() / SECOND });
  const server = httpServer({
    adapter: new TeamsAdapter(authentication, appId),
    authenticate: authenticator(environment.auth, { clock, log }),
    limits: environment.auth.kind === 'none' ? undefined : limits(),
    application,
    log,
    clock,
    ...telling,
    calendar: personalCalendar({ region: works.region, rosters, feeds: calendars, clock }),
    ready: {
      ...checks,
      sweep: alive(() => sweeper.isAlive(), 'no sweep completed in time'),
    },
  });

  const drain = async (): Promise<'drained'> => {
    await server.close();
    await sweeper.stop();
    await delivery.idle();
    return 'drained';
  };
  const stop = async (): Promise<void> => {
    const late = new Promise<'late'>((resolve) => {
      setTimeout(resolve, LAST_MOMENTS, 'late');
    });
    const how = await Promise.race([drain(), late]);
    await store.close();
    log.info({ how }, 'stopped');
    await told?.close();
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      log.info({ signal }, 'stopping');
      stop().then(
        () => process.exit(0),
        (error: unknown) => {
          log.error({ error }, 'could not stop cleanly');
          process.exit(1);
        },
      );
    });
  }

  const address = await server.listen({ port: environment.port, host: environment.host });
  const graph = environment.graph?.kind ?? 'none';
  const sms = environment.sms ? 'azure' : 'none';
  log.info({ address, region: region.name, auth: environment.auth.kind, graph, sms }, 'ready');
};

const environment = configured(readEnvironment(process.env));
const region = configured(await loadRegion(environment.regionFile));
if (!isCron(region.sweep)) {
  configured({
    ok: false,
    refusal: [`${environment.regionFile} sweep: "${region.sweep}" is not a cron expression`],
  });
}
const open = await openLog(environment, clock);
await start(environment, region, open).catch(async (error: unknown) => {
  open.log.fatal({ error }, 'could not start');
  await open.told?.close();
  process.exit(1);
});
