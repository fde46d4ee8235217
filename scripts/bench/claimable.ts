import type { CaseDocument } from '../../src/case/document.ts';
import type { Region } from '../../src/core/region.ts';
import { DAY, HOUR, type Instant, MINUTE } from '../../src/core/time.ts';
import type { DocumentStore, StoredDocument } from '../../src/store/port.ts';
import type { SealKey } from '../../src/store/seal.ts';
import { copiesOf } from './copies.ts';
import { advance, announcementIn } from './lives.ts';
import { linkChannels, startProgram } from './program.ts';
import { colleague } from './region.ts';
import { fillRosters } from './rosters.ts';

/** Where all claims are made. */
export const MUNICIPALITY = 'hoogeveen';

/** Saturday, 10:00 in winter, of the week that a moment is in or the one before it. */
const saturdayBefore = (at: Instant): Instant => {
  const [monday, week] = [4 * DAY, 7 * DAY];
  const startOfWeek = Math.floor((at - monday) / week) * week + monday;
  return startOfWeek - 2 * DAY + 9 * HOUR;
};

/**
 * Puts channels, rosters and one case in an empty store, lived through by the program itself up to the real time: decided
 * just now that somebody goes, and nobody goes along yet. Answers copies of that case, each with an id of its own.
 *
 * @param sealKey of the program that will read them
 * @param now the real time
 */
export const liveUntilClaimable = async (
  store: DocumentStore,
  region: Region,
  serviceUrl: string,
  sealKey: SealKey,
  now: Instant,
): Promise<(index: number) => StoredDocument> => {
  const program = startProgram(store, region, saturdayBefore(now), { serviceUrl, sealKey });
  await linkChannels(program, region, serviceUrl);
  await fillRosters(program, region, saturdayBefore(now));
  const id = 'case/life';
  const receivedAt = now - 20 * MINUTE;
  const acts = [
    {
      at: receivedAt,
      by: 'politie',
      command: { type: 'Announce', announcement: announcementIn(MUNICIPALITY, { receivedAt }) },
    },
    {
      at: now - 3 * MINUTE,
      by: 'veilig-thuis',
      command: {
        type: 'RecordConsultation',
        decisions: { decision: { kind: 'go' }, exceptional: false, caseLead: 'gemeente' },
      },
    },
  ] as const;
  await advance(program, store, receivedAt);
  await program.cases.openIntake(id, colleague(region, MUNICIPALITY, 'politie'));
  for (const { at, by, command } of acts) {
    await advance(program, store, at);
    const actor = colleague(region, MUNICIPALITY, by);
    const answer = await program.cases.run(id, command, actor, { activity: command.type });
    if (!answer.ok) throw new Error(`${command.type} was refused: ${answer.refusal.code}`);
    await program.idle();
  }
  await advance(program, store, now);
  return copiesOf(await waiting(program.cases.read(id), now), sealKey);
};

/** Longer than the bench lasts: what is due in between would be measured too. */
const QUIET = 15 * MINUTE;

const waiting = async (read: Promise<CaseDocument | undefined>, now: Instant): Promise<CaseDocument> => {
  const found = await read;
  if (!found || found.outbox.length > 0 || found.dueAt === null || found.dueAt < now + QUIET)
    throw new Error('the case to claim has something due within the bench');
  return found;
};
