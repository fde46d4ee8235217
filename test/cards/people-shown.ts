/** Every card of people and settings, in many situations, by name. */
import type { PeopleFacts } from '../../src/cards/people-facts.ts';
import { peopleReply } from '../../src/cards/people-reply.ts';
import { personKey } from '../../src/cards/roster-facts.ts';
import { PEOPLE_PROBLEMS, type DirectoryRefusal } from '../../src/directory/refusals.ts';
import type { DirectoryState } from '../../src/directory/state.ts';
import { ADULT, anna, hoogeveen, mia, person, petra } from '../case/region.ts';
import { after, change, file, fileOf, fileWith, remove, started, suspend } from '../directory/given.ts';
import type { Shown } from './shown-cards.ts';

export const facts: PeopleFacts = {
  region: file,
  municipality: hoogeveen,
  viewer: petra,
  busyWith: ({ id }) => (id === anna.id ? ['gaat mee in HGV-2026-0001'] : []),
};

const LONG = 'Anna-Wilhelmina Bartholomeusdochter van den Bergh-Oosterhuis tot Nieuwleusen';
const crowded = started(
  undefined,
  fileWith([
    petra,
    ...Array.from({ length: 600 }, (_, index) =>
      person(`${index} ${LONG}`, [ADULT, 'manager'], {
        municipalities: index % 2 ? ['hoogeveen'] : ['assen'],
      }),
    ),
  ]),
);
const contested = started(
  after(started(), [change(anna, ['manager'], { mobile: '+31612345678' }), petra], [suspend(mia), petra]),
  fileOf(anna, { mobile: '+31600000009', signIn: 'anna@example.com', name: 'Anne' }),
);
const removed = started(after(started(), [remove(anna), petra]), fileOf(anna, { mobile: '+31600000009' }));
const mentioned = after(started(), [
  { type: 'AddPerson', municipality: 'hoogeveen', person: { ...person('Nina', []) }, roles: [] },
  petra,
]);
const STATES: Readonly<Record<string, DirectoryState>> = {
  first: started(),
  contested,
  removed,
  mentioned,
  suspended: after(started(), [suspend(anna), petra]),
  crowded,
};

export const PEOPLE_REFUSALS: readonly DirectoryRefusal[] = [
  { code: 'notAllowed', command: 'AddPerson' },
  { code: 'invalid', problems: [{ field: 'roles', problem: 'notAChoice' }] },
  ...PEOPLE_PROBLEMS.map((problem): DirectoryRefusal => ({
    code: 'invalid',
    problems: [{ field: 'mobile', problem }],
  })),
  { code: 'foreignTenant' },
  { code: 'alreadyThere', name: 'Anna' },
  { code: 'personGone' },
  { code: 'lastPlanner', municipality: 'hoogeveen' },
  { code: 'notYourMunicipality' },
  { code: 'differenceGone' },
  { code: 'unreadable' },
  { code: 'refusedBefore' },
];
const VERBS = [
  'people-add',
  'people-change',
  'people-suspend',
  'people-restore',
  'people-remove',
  'needs-set',
  'difference-settle',
] as const;

/** Every answer to whoever looks at, changes or is refused to change who takes part. */
export const everyPeopleCard = (): readonly Shown[] =>
  Object.entries(STATES).flatMap(([name, state]) => {
    const somebody =
      Object.values(state.people).find(({ id }) => id === anna.id) ?? Object.values(state.people)[1];
    const data = { person: somebody ? personKey(somebody) : '' };
    const drawn = (
      what: string,
      verb: Parameters<typeof peopleReply>[0]['verb'],
      more: object,
      refusal?: DirectoryRefusal,
    ): Shown => ({
      name: `${name} ${what}`,
      ...peopleReply({ verb, data: { ...data, ...more }, state, facts }, refusal),
    });
    return [
      ...['list', 'person', 'add', 'needs', 'differences'].map((show) =>
        drawn(show, 'people-show', { show }),
      ),
      ...VERBS.flatMap((verb) => [
        drawn(verb, verb, {}),
        ...PEOPLE_REFUSALS.map((refusal, index) => drawn(`${verb} ${index}`, verb, {}, refusal)),
      ]),
    ];
  });
