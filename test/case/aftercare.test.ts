import assert from 'node:assert/strict';
import { openItems } from '../../src/case/state.ts';
import { type History, given, stateIn } from './given.ts';
import {
  announced,
  attempted,
  closed,
  completed,
  consulted,
  escalated,
  feedback,
  hour,
  householdSeen,
  logged,
  noChildren,
  reported,
  schoolTold,
  transferred,
  visited,
} from './history.ts';
import { hoogeveen, lars, mia, olga, petra, vera, yara } from './region.ts';

const asked = { by: yara, at: hour(4) };

describe('Telling the school', () => {
  const tell = { type: 'TellSchool' } as const;
  const told = { type: 'SchoolTold' } as const;

  it('may be done as soon as the consultation asked for it, and leaves the case where it is', () => {
    given(announced(), consulted()).when(tell, asked).then(told).isIn('consulted');
    given(visited)
      .when(tell, { ...asked, by: vera })
      .then(told)
      .isIn('visited');
  });

  it('is not asked for before the consultation', () => {
    given(announced())
      .when(tell, asked)
      .refused({ code: 'notNow', command: 'TellSchool', step: 'announced' });
  });

  it('is not done when it was agreed that the school hears nothing', () => {
    given(announced(), consulted({ tellSchool: false }))
      .when(tell, asked)
      .refused({ code: 'schoolNotNeeded' });
  });

  it('is done once, also across a failed visit', () => {
    given(announced(), consulted(), schoolTold, attempted())
      .when(tell, asked)
      .refused({ code: 'alreadyDone' });
    assert.equal(
      stateIn('visited', announced(), consulted(), schoolTold, householdSeen()).schoolToldAt,
      hour(4),
    );
  });
});

describe('Feedback', () => {
  const give = (...to: ('safeAtHome' | 'police')[]) => ({ type: 'GiveFeedback', to }) as const;
  const gave = (to: 'safeAtHome' | 'police') => ({ type: 'FeedbackGiven', to }) as const;

  it('goes to both at once, or to one after the other', () => {
    given(visited)
      .when(give('safeAtHome', 'police'), asked)
      .then(gave('safeAtHome'), gave('police'))
      .isIn('visited');
    given(visited).when(give('police'), asked).then(gave('police'));
    given(visited, feedback('police')).when(give('safeAtHome'), asked).then(gave('safeAtHome'));
  });

  it('counts only who did not have it yet', () => {
    given(visited, feedback('police')).when(give('police', 'safeAtHome'), asked).then(gave('safeAtHome'));
    given(visited, feedback('police')).when(give('police'), asked).refused({ code: 'alreadyDone' });
  });

  it('needs somebody to give it to', () => {
    given(visited)
      .when(give(), asked)
      .refused({ code: 'invalid', problems: [{ field: 'to', problem: 'missing' }] });
  });

  it('is given once to whoever is named twice', () => {
    given(visited).when(give('police', 'police'), asked).then(gave('police'));
  });
});

describe('Closing', () => {
  const close = { type: 'CloseCase', dossier: 'safeAtHome' } as const;
  const at = { by: mia, at: hour(5) };
  const allDone = [visited, schoolTold, feedback('police'), feedback('safeAtHome'), reported()];

  it('is refused with what is still open, in the order of the work', () => {
    given(visited)
      .when(close, at)
      .refused({
        code: 'stillOpen',
        items: ['school', 'feedback:safeAtHome', 'feedback:police', 'formalReport'],
      });
    given(visited, schoolTold, feedback('safeAtHome'), reported())
      .when(close, at)
      .refused({ code: 'stillOpen', items: ['feedback:police'] });
    given(visited, feedback('police'), feedback('safeAtHome'), reported())
      .when(close, at)
      .refused({ code: 'stillOpen', items: ['school'] });
    given(visited, schoolTold, feedback('police'), feedback('safeAtHome'))
      .when(close, at)
      .refused({ code: 'stillOpen', items: ['formalReport'] });
  });

  it('ends the case when nothing is open', () => {
    given(...allDone)
      .when(close, at)
      .then({ type: 'DossierTransferred', to: 'safeAtHome' }, { type: 'CaseClosed' })
      .isIn('closed');
    const state = stateIn('closed', ...allDone, closed);
    assert.equal(state.closedAt, hour(5));
    assert.deepEqual(openItems(state), []);
  });

  it('does not wait for a school that is not told', () => {
    const adults = [
      announced(noChildren),
      consulted({ tellSchool: false }, hoogeveen.visit.noChildren),
      householdSeen(),
      feedback('police'),
      feedback('safeAtHome'),
      reported(),
    ];
    given(...adults)
      .when(close, at)
      .then({ type: 'DossierTransferred', to: 'safeAtHome' }, { type: 'CaseClosed' })
      .isIn('closed');
  });

  it('says in whose dossier the case goes on, and the case remembers', () => {
    given(...allDone)
      .when({ type: 'CloseCase', dossier: 'municipality' }, at)
      .then({ type: 'DossierTransferred', to: 'municipality' }, { type: 'CaseClosed' })
      .isIn('closed');
    assert.equal(stateIn('closed', ...allDone, transferred, closed).dossier, 'safeAtHome');
  });

  it('can still say it of a case that an earlier program closed, once, and changes nothing else', () => {
    const earlier = stateIn('closed', ...allDone, closed);
    assert.equal(earlier.dossier, undefined);
    given(...allDone, closed)
      .when({ type: 'CloseCase', dossier: 'municipality' }, { by: yara, at: hour(50) })
      .then({ type: 'DossierTransferred', to: 'municipality' })
      .isIn('closed');
    const said = logged({ type: 'DossierTransferred', to: 'municipality' }, hour(50), yara);
    const now = stateIn('closed', ...allDone, closed, said);
    assert.deepEqual(now, { ...earlier, dossier: 'municipality' });
    given(...allDone, closed, said)
      .when(close, { ...at, at: hour(51) })
      .refused({ code: 'alreadyDone' });
  });

  it('is for whoever is around the visit, also of a case that was closed before', () => {
    for (const history of [allDone, [...allDone, closed]])
      for (const by of [olga, petra])
        given(...history)
          .when(close, { by, at: hour(50) })
          .refused({ code: 'notAllowed', command: 'CloseCase' });
  });

  it('leaves nothing to do afterwards', () => {
    const done = [...allDone, transferred, closed];
    given(...done)
      .when(close, at)
      .refused({ code: 'alreadyDone' });
    given(...done)
      .when({ type: 'Escalate', obstacle: 'other' }, { by: lars })
      .refused({ code: 'notNow', command: 'Escalate', step: 'closed' });
  });

  it('knows when the latest of what had to be done after the visit was done', () => {
    const since = (...history: History) => stateIn('visited', ...history).aftercareAt;
    const before = [announced(), consulted(), schoolTold, reported()];
    assert.equal(since(...before, householdSeen()), undefined);
    assert.equal(since(...before, householdSeen(), feedback('police')), hour(4));
    assert.equal(since(visited, schoolTold), hour(4));
    assert.equal(since(visited, reported('VT 12345678', hour(5))), hour(5));
    assert.equal(since(visited, completed({}, hour(6))), hour(6));
    assert.equal(since(visited, feedback('police'), escalated(hour(7))), hour(4));
  });
});
