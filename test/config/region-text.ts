import assert from 'node:assert/strict';
import { parseRegion } from '../../src/config/region.ts';
import type { Region } from '../../src/core/region.ts';

/** A small, correct region file. The tests change one thing in it; their line numbers count on it. */
export const CORRECT = `region: Proef
timeZone: Europe/Amsterdam
locale: nl
tenants: [thuis, buiten]
sweep: "0 * * * * *"
organisations:
  politie: Politie
  welzijn: Welzijn
roles:
  politie: politie
  amw: welzijn
  manager: welzijn
policies:
  standaard:
    visitWithin: PT24H
    consultWithin: PT1H
    claimWithin: PT2H
    planWithin: PT6H
    warnBefore: [PT2H, PT6H]
    feedbackWithin: P1D
    ackWithin: PT30M
    ackReminder: PT2H
    purgeAfter: P30D
    coverageHorizon: P7D
    ladder:
      - [on-duty]
      - [manager, amw]
serviceHours:
  kantoor:
    workdays: ["13:00-17:00", "08:30-12:00"]
    weekend: ["18:00-24:00"]
    holidays: []
municipalities:
  - id: assen
    code: ASN
    name: Assen
    policy: standaard
    serviceHours: kantoor
    onCall: [amw]
    consultation: [politie, amw]
    visit:
      noChildren: [amw]
      children: [amw, manager]
      exceptional: [politie]
    standingRoom: https://teams.example.invalid/assen
people:
  - { id: p1, name: Alex, roles: [politie], municipalities: [assen] }
  - { id: p2, name: Megan, roles: [amw], municipalities: [assen], tenant: buiten }
`;

/** The correct file with one piece of text replaced. */
export const changed = (from: string, to: string): string => {
  assert.equal(CORRECT.split(from).length, 2, `${JSON.stringify(from)} is not there exactly once`);
  return CORRECT.replace(from, () => to);
};

export const accepted = (text: string): Region => {
  const parsed = parseRegion(text, 'region.yaml');
  assert.ok(parsed.ok, parsed.ok ? '' : parsed.refusal.join('\n'));
  return parsed.value;
};

/** The problems, without the name of the file they all start with. */
export const problemsIn = (text: string): string[] => {
  const parsed = parseRegion(text, 'region.yaml');
  assert.ok(!parsed.ok, 'it is accepted');
  return parsed.refusal.map((line) => {
    assert.ok(line.startsWith('region.yaml:'), line);
    assert.ok(!line.includes('\n'), line);
    return line.slice('region.yaml:'.length);
  });
};

/** What is wrong, the text it replaces, the text it becomes, and the lines it gives. */
export type Case = readonly [what: string, from: string, to: string, ...lines: string[]];

/** One test for each change that makes the file wrong: exactly these lines, and no other. */
export const refuses = (title: string, cases: readonly Case[]): void => {
  describe(title, () => {
    for (const [what, from, to, ...lines] of cases) {
      it(what, () => {
        assert.deepEqual(problemsIn(changed(from, to)), lines);
      });
    }
  });
};
