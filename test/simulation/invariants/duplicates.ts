import type { Instant } from '../../../src/core/time.ts';
import type { Take } from '../world/takes.ts';
import type { Injected, World } from '../world/world.ts';
import type { Evidence, Invariant } from './invariant.ts';
import { ON_THE_WIRE, type Post, type Saved } from './post.ts';

/** What may make a message go out twice: it fell between the sending and the record of it. */
export type Cause =
  | 'answer lost'
  | 'killed'
  | 'store failed'
  | 'stalled'
  | 'clock wrong'
  | 'thread gone'
  | 'no id in the answer';

const overlaps = ({ at, until = at }: Injected, from: Instant, to: Instant): boolean =>
  at <= to && until >= from;

/** Why a message that was taken went out again; undefined when there is no excuse for it. */
const causeOf = (world: World, { document }: Saved, first: Take, second: Take): Cause | undefined => {
  const from = first.at - ON_THE_WIRE;
  const { at: to } = second;
  const of = (...starts: readonly string[]): readonly Injected[] =>
    world.injected.filter(
      (one) => starts.some((start) => one.fault.startsWith(start)) && overlaps(one, from, to),
    );
  const sender = world.lives.find(({ name }) => name === first.life);
  const theirs = (one: Injected): boolean => one.life === first.life || one.life === second.life;
  // Killed while it waited for the answer, or before it had noted it.
  const { diedAt = Infinity } = sender ?? {};
  if (diedAt <= to && (first.answeredAt === undefined || diedAt >= from)) return 'killed';
  if (of('Teams: answer lost', 'text: answer lost').some(theirs)) return 'answer lost';
  if (of('Teams: no id').some(theirs)) return 'no id in the answer';
  const atStore = of('store: time-out').some((one) => one.life === first.life && one.subject === document);
  if (atStore || of('store: away').length > 0) return 'store failed';
  if (of('replica: stalled').some(theirs)) return 'stalled';
  if (of('replica: clock').some(theirs)) return 'clock wrong';
  // The card is posted anew where its message is gone.
  const gone =
    first.shown === 'card' &&
    world.injected.some(({ fault, at }) => fault === 'Teams: 404 (gone)' && at <= to);
  return gone ? 'thread gone' : undefined;
};

/** Drawing the same message again shows nobody anything twice. */
const isNew = ({ by }: Take): boolean => by !== 'update';

export const duplicateIsExplained = (
  { world }: Evidence,
  post: Post,
  counts: Record<string, number>,
): Invariant => ({
  name: 'duplicates only where a crash, a lost answer or a stale lease fell between sending and recording',
  onTake: (take) => {
    const saved = take.message && isNew(take) ? post.of(take.message.document, take.message.id) : undefined;
    const earlier = saved?.takes.filter((one) => one !== take && isNew(one)).at(-1);
    if (!saved || !earlier) return [];
    const cause = causeOf(world, saved, earlier, take);
    // Called again in the moment in which the first call went out: those are two messages, each of which went once.
    const other = cause === undefined ? post.overtaken(saved.document, earlier) : undefined;
    if (other) {
      other.takes.push(earlier);
      saved.takes.splice(saved.takes.indexOf(earlier), 1);
      return [];
    }
    counts[cause ?? 'unexplained'] = (counts[cause ?? 'unexplained'] ?? 0) + 1;
    const who = take.to?.id ?? 'everybody';
    return cause === undefined
      ? [
          `${saved.document}: message ${saved.message.id} (${saved.message.kind}) went twice to ${who}, by ${earlier.life} and ${take.life}`,
        ]
      : [];
  },
});
