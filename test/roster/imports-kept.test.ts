import assert from 'node:assert/strict';
import { whoIs } from '../../src/core/actor.ts';
import { DAY, HOUR, MINUTE } from '../../src/core/time.ts';
import { ADULT, anna, petra } from '../case/region.ts';
import { startRosterDesk } from './desk.ts';
import { MONDAY } from './given.ts';

describe('A planner who sends a calendar a few times', () => {
  it('does not make the roster grow with every file', async () => {
    const desk = await startRosterDesk();
    try {
      const sizes: number[] = [];
      for (let nth = 0; nth < 3; nth += 1) {
        const shifts = Array.from({ length: 500 }, (_, index) => ({
          uid: `event-${index}@example.com`,
          person: whoIs(anna),
          role: ADULT,
          from: MONDAY + DAY + index * 3 * HOUR + nth * MINUTE,
          to: MONDAY + DAY + index * 3 * HOUR + 2 * HOUR + nth * MINUTE,
        }));
        await desk.act({ type: 'ImportShifts', shifts, cancelled: [], series: [] }, petra);
        const { state, log } = await desk.stored();
        sizes.push(JSON.stringify({ state, log }).length);
      }
      assert.ok((sizes.at(-1) ?? 0) < 1.1 * (sizes[0] ?? 0), sizes.join(' '));
    } finally {
      await desk.dispose();
    }
  });
});
