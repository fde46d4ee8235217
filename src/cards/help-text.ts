import { may } from '../case/permissions.ts';
import { type Actor, rolesIn } from '../core/actor.ts';
import { PLANNER, type Region } from '../core/region.ts';

/** What somebody can do here, as markdown; only what fits their roles. */
export const helpText = (actor: Actor, region: Region, local: boolean): string => {
  const mine = region.municipalities.filter(({ id }) => rolesIn(actor, id).length > 0);
  const allowed = (command: Parameters<typeof may>[1]) =>
    mine.some((municipality) => may(actor, command, municipality));
  const lines = [
    ...(allowed('OpenIntake') ? ['**nieuw**: een vooraankondiging doen. Zonder namen.'] : []),
    '**casussen**: de open casussen en wat er nog moet.',
    '**casus** en het nummer: de kaart van een open casus.',
    ...(mine.some(({ id }) => rolesIn(actor, id).includes(PLANNER))
      ? ['**koppel** en de naam van de gemeente: dit kanaal bij een gemeente laten horen.']
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

export const WELCOME =
  'Hallo, ik ben Eerder Erbij. Ik help om een gezin binnen 24 uur na huiselijk geweld te zien.\n\n' +
  'Politie: typ **nieuw** voor een vooraankondiging, zonder namen. Iedereen: typ **help** voor wat u kunt doen.';

export const UNKNOWN_PERSON =
  'Ik ken u nog niet, dus ik kan u nog niet helpen. Vraag de planner van uw gemeente om u toe te voegen. ' +
  'Direct gevaar? Bel 112 en Veilig Thuis (0800-2000).';
