import { caseCard } from '../cards/case-card.ts';
import { caseListCard } from '../cards/case-list-card.ts';
import { intakeCard, sentCard } from '../cards/intake-card.ts';
import { helpText } from '../cards/help-text.ts';
import { NOT_HERE, roleName } from '../cards/texts.nl.ts';
import type { CaseDocument } from '../case/document.ts';
import { isFollowed } from '../case/state.ts';
import { whoIs } from '../core/actor.ts';
import { type Person, type Region, type RoleId, municipalitiesOf, rolesIn } from '../core/region.ts';
import { mayAsk } from '../core/relations.ts';
import type { ReadSafely } from '../privacy/read-safely.ts';
import { showHousehold } from './household.ts';
import { addMentioned } from './people-mention.ts';
import { showPeople, showSettings } from './people.ts';
import { logRefusal, refusedWords } from './refused.ts';
import { showRoster, testReach } from './roster.ts';
import { type BotParts, type Turn, idFrom } from './turn.ts';
import { type Reply, about, card, words } from './reply.ts';

type TextCommand = (parts: BotParts, turn: Turn, argument: string) => Promise<Reply>;

/** What the form may start with, and what is said above it. */
export interface FormStart {
  read: ReadSafely;
  note: string;
}

/** The form of the pre-announcement, the same for an activity that Teams sends again; words for whoever may not have it. */
export const openForm = async (parts: BotParts, turn: Turn, start?: FormStart): Promise<Reply> => {
  const { cases, region, channels, clock } = parts;
  const { actor, activity, origin } = turn;
  const opened = await cases.openIntake(`case/${idFrom(activity)}`, actor);
  if (!opened.ok) return words(await refusedWords(parts, turn, opened.refusal));
  if (isFollowed(opened.value.state)) return card(sentCard(opened.value, region));
  const link = origin.channel === undefined ? undefined : await channels.in(origin.channel);
  // A link may be older than the region file: then the officer chooses, as in any other place.
  const municipality = region.municipalities.find(({ id }) => id === link?.municipality);
  const more = { ...(municipality && { municipality }), ...(start && startingWith(start, region)) };
  return card(intakeCard(opened.value, region, clock(), more));
};

const startingWith = ({ read: { municipality: name, ...read }, note }: FormStart, region: Region) => {
  const named = region.municipalities.find((municipality) => municipality.name === name);
  return { note, typed: { values: { ...read, ...(named && { municipality: named.id }) }, problems: [] } };
};

const open: TextCommand = (parts, turn) => openForm(parts, turn);

const link: TextCommand = async (parts, turn, argument) => {
  const { region, channels, deliverer } = parts;
  const { actor, origin, activity } = turn;
  if (origin.channel === undefined) return words('Typ dit in het kanaal dat u wilt koppelen.');
  const wanted = argument.toLowerCase();
  const municipality = region.municipalities.find(({ id, name, code }) =>
    [id, name, code].some((known) => known.toLowerCase() === wanted),
  );
  if (!municipality) {
    const known = region.municipalities.map(({ name }) => name).join(', ');
    return words(`Deze gemeente ken ik niet. Typ "koppel" en een van deze gemeenten: ${known}.`);
  }
  if (!mayAsk(actor, 'LinkChannel', municipality)) {
    await logRefusal(
      parts,
      turn,
      { code: 'notAllowed', command: 'LinkChannel' },
      `channels/${municipality.id}`,
    );
    return words('Alleen een planner van deze gemeente kan een kanaal koppelen.');
  }
  const { serviceUrl, tenant, channel } = origin;
  await channels.link({ municipality: municipality.id, channel, serviceUrl, tenant }, activity);
  // Sent again by Teams after the channel was linked otherwise: that stands.
  if ((await channels.in(channel))?.municipality !== municipality.id)
    return words('Dit kanaal is daarna anders gekoppeld. Typ "koppel" nog een keer als het toch moet.');
  await deliverer.hurry(municipality.id);
  return words(`Dit kanaal hoort nu bij ${municipality.name}. Nieuwe casussen komen hier.`);
};

/**
 * The open cases that may be shown here: a channel is read by one municipality, and never shows the cases of another.
 * Undefined where none may be shown, for "there are none" would not be true.
 */
const openCases = async ({ cases, channels, region }: BotParts, { actor, origin }: Turn) => {
  const link = origin.channel === undefined ? undefined : await channels.in(origin.channel);
  if (origin.kind !== 'personal' && !link) return undefined;
  const theirs = region.municipalities.filter((one) => mayAsk(actor, 'ListCases', one)).map(({ id }) => id);
  const open = (await cases.listOpen(actor)).filter(
    ({ municipality }) => municipality !== undefined && theirs.includes(municipality),
  );
  return link ? open.filter(({ municipality }) => municipality === link.municipality) : open;
};

const list: TextCommand = async (parts, turn) => {
  const open = await openCases(parts, turn);
  return open ? card(caseListCard(open, parts.region, parts.clock())) : words(NOT_HERE);
};

/** Answers about the open case with this number. */
const onNumber =
  (answer: (parts: BotParts, turn: Turn, found: CaseDocument) => Reply | Promise<Reply>): TextCommand =>
  async (parts, turn, argument) => {
    const open = await openCases(parts, turn);
    if (!open) return words(NOT_HERE);
    const wanted = argument.toUpperCase();
    const found = open.find(({ state }) => isFollowed(state) && state.number === wanted);
    return found
      ? answer(parts, turn, found)
      : words('Deze open casus ken ik niet. Typ "casussen" voor de lijst.');
  };

const show = onNumber(({ region, clock }, _turn, found) => about(found, caseCard(found, region, clock())));

const household = onNumber(showHousehold);

/** The address opens somebody's duties, so it is only given where nobody else reads along. */
const calendar: TextCommand = async (parts, { actor, origin, activity }, argument) => {
  const { feeds, feedAddress, secret } = parts;
  if (origin.kind !== 'personal') return words('Typ dit in onze eigen chat. Het adres is alleen voor u.');
  if (argument.toLowerCase() === 'stop') {
    await feeds.revoke(actor, activity);
    return words('Uw agenda-adres werkt niet meer.');
  }
  const made = secret();
  const address = feedAddress(made);
  if (address === undefined)
    return words('De agenda staat nog niet aan. Vraag uw beheerder om PUBLIC_URL in te stellen.');
  if (!(await feeds.renew(whoIs(actor), made, activity)))
    return words('U kreeg net al een adres. Ziet u het niet? Typ nog een keer "agenda".');
  return words(
    `Dit is het adres van uw eigen agenda met piketdiensten:\n\n${address}\n\n` +
      'Voeg het in uw agenda toe als abonnement. Deel het met niemand. Een adres van eerder werkt niet meer. ' +
      'Typ "agenda stop" als het weg moet.',
  );
};

const rolesAnywhere = (person: Person): readonly RoleId[] => [
  ...new Set(municipalitiesOf(person).flatMap((id) => rolesIn(person, id))),
];

const act: TextCommand = (parts, { sender }, argument) => {
  const { acting, region } = parts;
  // Not local: the word does not exist, so it gets the answer of any unknown word.
  if (!acting) return help(parts, { actor: sender });
  if (argument.toLowerCase() === 'mijzelf') {
    acting.stop(sender);
    return Promise.resolve(words(`U handelt weer als uzelf: ${sender.name}.`));
  }
  const played = argument === '' ? undefined : acting.start(sender, argument, region);
  const names = region.people.map(({ name }) => name).join(', ');
  return Promise.resolve(
    words(
      played
        ? `${played.name} is: ${rolesAnywhere(played).map(roleName).join(', ')}. Typ "als mijzelf" om te stoppen.`
        : `Deze persoon ken ik niet. Kies uit: ${names}.`,
    ),
  );
};

const help = ({ region, acting }: BotParts, { actor }: Pick<Turn, 'actor'>): Promise<Reply> =>
  Promise.resolve(words(helpText(actor, region, acting !== undefined)));

const COMMANDS: Readonly<Record<string, TextCommand>> = {
  nieuw: open,
  vooraankondiging: open,
  melding: open,
  koppel: link,
  casussen: list,
  casus: show,
  gegevens: household,
  piket: showRoster,
  rooster: showRoster,
  bereikbaar: testReach,
  agenda: calendar,
  mensen: showPeople,
  persoon: addMentioned,
  instellingen: showSettings,
  als: act,
  help,
};

/** The first word, and the rest of what was typed. */
export const commandIn = (text: string): { name: string; argument: string } => {
  const [first = '', ...rest] = text
    .replaceAll(/[\s\u00A0]+/g, ' ')
    .trim()
    .split(' ');
  return { name: first.toLowerCase(), argument: rest.join(' ') };
};

/** Whether the first word of what is typed means anything to the bot; what is typed otherwise gets help. */
export const isCommand = (name: string): boolean => Object.hasOwn(COMMANDS, name);

/** Answers what somebody typed. Anything that is not a command gets help: no dead ends. */
export const onText = (parts: BotParts, turn: Turn, text: string): Promise<Reply> => {
  const { name, argument } = commandIn(text);
  const command = isCommand(name) ? COMMANDS[name] : undefined;
  return (command ?? help)(parts, turn, argument);
};
