/** What comes of the messages of a case when Teams and Graph take them all, or refuse whatever is personal. */
import type { CaseDocument } from '../../src/case/document.ts';
import type { OutgoingMessage } from '../../src/case/messages.ts';
import type { Region } from '../../src/core/region.ts';
import type { Instant } from '../../src/core/time.ts';
import { after } from '../../src/outbox/after.ts';
import type { Outcome } from '../../src/outbox/attempt.ts';
import { isNeedless } from '../../src/outbox/needless.ts';
import { graph, standsAt } from './meetings.ts';

export type How = 'taken' | 'refused';

/** The document after everything was tried that was in its outbox. */
export const delivered = (document: CaseDocument, how: How, region: Region, now: Instant): CaseDocument =>
  document.outbox.reduce((current, message) => {
    const needless = isNeedless(message, current, region, now);
    const outcome: Outcome = needless ? { kind: 'needless' } : outcomeOf(message, how);
    return after(current, { message, outcome }, now);
  }, document);

const outcomeOf = (message: OutgoingMessage, how: How): Outcome => {
  switch (message.kind) {
    case 'meeting':
      return how === 'taken'
        ? { kind: 'placeFound', place: graph(`graph-${message.meeting}`), passed: [] }
        : {
            kind: 'placeFound',
            place: { way: 'standing-room' },
            passed: [{ way: 'graph', reason: 'refused' }],
          };
    case 'ping':
    case 'call':
    case 'outcome':
    case 'household':
      return how === 'taken'
        ? { kind: 'sent', at: standsAt(`message ${message.id}`) }
        : { kind: 'undeliverable' };
    case 'card':
    case 'callCard':
    case 'sentForm':
    case 'removeMeeting':
    case 'hideHousehold':
    case 'farewell':
      return { kind: 'sent' };
    default:
      return message satisfies never;
  }
};
