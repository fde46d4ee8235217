import assert from 'node:assert/strict';
import type { LoggedEvent } from '../../src/case/events.ts';
import { followedAfter } from '../case/given.ts';
import { acknowledged, announced, consulted, hour, minute, names } from '../case/history.ts';
import { lars, yara } from '../case/region.ts';
import { raisedBy, shownAt, watchOver } from './watching.ts';

/*
 * With children the places are youth worker, then local team; when Veilig Thuis joins they are Veilig Thuis, then
 * youth worker. The open place of the youth worker moves from the first to the second, with the time it was opened.
 */
describe('A place that moves when the consultation changes the pair', () => {
  const watch = watchOver();
  const open = raisedBy(watch, followedAfter(announced()), hour(2)).filter(
    ({ rule }) => rule === 'unclaimed',
  );
  const told = [announced(), open.map((event): LoggedEvent => ({ at: hour(2), event }))];
  const riskOf = (name: string): string => {
    const found = open.find((event) => names(event.told).includes(name));
    assert.ok(found, `${name} was told of no risk`);
    return found.risk;
  };
  const exceptional = consulted({ exceptional: true }, ['veilig-thuis', 'jeugd-mw'], minute(125));

  it('keeps being chased when only the place that went away was taken up', () => {
    const state = followedAfter(...told, acknowledged(riskOf('Lars'), lars, minute(121)), exceptional);
    assert.deepEqual(shownAt(watch, state, hour(2.5), 'unclaimed'), ['unclaimed rung 1: Mia']);
  });

  it('is left alone when it was taken up itself', () => {
    const state = followedAfter(...told, acknowledged(riskOf('Yara'), yara, minute(121)), exceptional);
    assert.deepEqual(shownAt(watch, state, hour(2.5), 'unclaimed'), []);
  });
});
