import { type OutgoingMessage, isBesides, isPersonal } from './messages.ts';

/**
 * Messages that go the same way to the same destination go one after the other. What is stuck on another way keeps nobody
 * waiting: the next message may get through on the first. A text message beside Teams has a way of its own.
 */
export const laneOf = (message: OutgoingMessage): string => {
  if (isPersonal(message)) {
    const to = message.to ? `${message.to.tenant}/${message.to.id}` : 'everybody';
    return `${isBesides(message) ? 'besides' : message.route} ${to}`;
  }
  switch (message.kind) {
    case 'card':
    case 'sentForm':
      return message.kind;
    case 'callCard':
      return `${message.kind} ${message.card.at.activity}`;
    case 'hideHousehold':
    case 'farewell':
      return `${message.kind} ${message.at.conversation} ${message.at.activity}`;
    case 'meeting':
    case 'removeMeeting':
      return `${message.kind} ${message.meeting}`;
    default:
      return message satisfies never;
  }
};

/**
 * The messages that do not wait for another one: the first of every lane, but no call before it is known where the
 * consultation is.
 */
export const heads = (outbox: readonly OutgoingMessage[]): readonly OutgoingMessage[] => {
  const looking = outbox.flatMap((message) => (message.kind === 'meeting' ? [message.meeting] : []));
  const lanes = new Set<string>();
  return outbox.filter((message) => {
    // It keeps nobody waiting itself.
    if (message.kind === 'call' && looking.includes(message.meeting)) return false;
    const lane = laneOf(message);
    const isFirst = !lanes.has(lane);
    lanes.add(lane);
    return isFirst;
  });
};
