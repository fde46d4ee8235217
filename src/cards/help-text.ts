import type { CommandType } from '../case/commands.ts';
import { may } from '../case/permissions.ts';
import { type Actor, rolesIn } from '../core/actor.ts';
import type { Region } from '../core/region.ts';
import { mayAsk } from '../core/relations.ts';

/** What somebody can do here, as markdown; only what fits their roles. */
export const helpText = (actor: Actor, region: Region, local: boolean): string => {
  const mine = region.municipalities.filter(({ id }) => rolesIn(actor, id).length > 0);
  const allowed = (command: CommandType) => mine.some((municipality) => may(actor, command, municipality));
  const asks = (question: Parameters<typeof mayAsk>[1]) =>
    mine.some((municipality) => mayAsk(actor, question, municipality));
  const lines = [
    ...(asks('OpenIntake') ? ['**nieuw**: een vooraankondiging doen. Zonder namen.'] : []),
    '**casussen**: de open casussen en wat er nog moet.',
    '**casus** en het nummer: de kaart van een open casus.',
    ...(allowed('ViewHousehold')
      ? [
          '**gegevens** en het nummer, in onze eigen chat: waar het gezin woont, als Veilig Thuis dat aan u vrijgaf.',
        ]
      : []),
    '**piket**: wie nu dienst heeft en wie het komende weekend. Daar meldt u zich ook afwezig of ruilt u.',
    '**agenda**: uw eigen diensten in de agenda op uw telefoon.',
    ...(asks('LinkChannel')
      ? [
          '**bereikbaar**: iedereen op het rooster een testbericht sturen. Wie niet reageert, telt niet mee.',
          '**koppel** en de naam van de gemeente: dit kanaal bij een gemeente laten horen.',
          'Een rooster uit Outlook, Google of Apple overnemen: stuur mij het bestand (.ics) in onze eigen chat.',
        ]
      : []),
    ...(asks('AddPerson')
      ? [
          '**mensen**: wie meedoet, met welke rol. Daar voegt u iemand toe of stopt u de toegang. Alleen in onze eigen chat.',
          '**persoon** en @Naam, in het kanaal: iemand uit het kanaal toevoegen.',
        ]
      : []),
    ...(asks('SetNeeds')
      ? ['**instellingen**: welke rollen in het weekend en op feestdagen piket hebben.']
      : []),
    ...(local
      ? ['**als** en een naam: handelen als iemand anders (alleen bij testen). **als mijzelf** stopt.']
      : []),
    '**help**: deze uitleg.',
  ];
  const cards = [
    ...(allowed('RecordConsultation') ? ['Overleg vastleggen'] : []),
    ...(allowed('ClaimSlot') ? ['Ik ga mee of Ik kan toch niet'] : []),
    ...(allowed('PlanVisit') ? ['Bezoek plannen en vastleggen'] : []),
    ...(allowed('Escalate') ? ['Opschalen', 'de Tijdlijn zien'] : []),
  ];
  const onCard = cards.length > 0 ? `\n\nOp de kaart van een casus kunt u: ${cards.join(', ')}.` : '';
  return `Dit kunt u typen:\n\n${lines.map((line) => `- ${line}`).join('\n')}${onCard}\n\nDirect gevaar? Bel 112 en Veilig Thuis (0800-2000).`;
};

/** A roster or a calendar is of a municipality where somebody works. */
export const UNKNOWN_MUNICIPALITY = 'Deze gemeente hoort niet bij u. Typ "piket" voor het rooster.';

export const whichMunicipality = (names: readonly string[]): string =>
  names.length === 0
    ? UNKNOWN_MUNICIPALITY
    : `Voor welke gemeente? Typ de naam erachter. U kunt kiezen uit: ${names.join(', ')}.`;

export const WELCOME =
  'Hallo, ik ben Eerder Erbij. Ik help om een gezin binnen 24 uur na huiselijk geweld te zien.\n\n' +
  'Politie: typ **nieuw** voor een vooraankondiging, zonder namen. Iedereen: typ **help** voor wat u kunt doen.';

export const UNKNOWN_PERSON =
  'Ik ken u nog niet, dus ik kan u nog niet helpen. Vraag de planner van uw gemeente om u toe te voegen. ' +
  'Direct gevaar? Bel 112 en Veilig Thuis (0800-2000).';

export const TOO_FAST =
  'Dat gaat te snel voor mij, dus dit heb ik niet gedaan. Wacht 10 seconden en probeer het opnieuw. ' +
  'Direct gevaar? Bel 112 en Veilig Thuis (0800-2000).';
