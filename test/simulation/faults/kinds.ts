/** Everything that the simulation does to the program, counted per kind. */
export const FAULTS = [
  'store: conflict (somebody wrote in between)',
  'store: time-out, nothing written',
  'store: time-out, and it was written',
  'store: slow',
  'store: away for minutes',
  'Teams: 403',
  'Teams: 404 (gone)',
  'Teams: 412',
  'Teams: 429 with Retry-After',
  'Teams: 5xx',
  'Teams: away for minutes',
  'Teams: answer lost, and it was taken',
  'Teams: no answer, nothing taken',
  'Teams: slow answer',
  'Teams: no id in the answer',
  'text: refused',
  'text: unavailable',
  'text: answer lost, and it was taken',
  'Graph: throttled',
  'Graph: unavailable',
  'Graph: no permission',
  'Graph: answer lost, and it was made',
  'replica: killed before a call',
  'replica: killed after a call',
  'replica: killed at a moment',
  'replica: all killed, nobody for a while',
  'replica: stalled before a call',
  'replica: stalled after a call',
  'replica: stalled at a moment',
  'replica: clock jumped forward',
  'replica: clock jumped back',
] as const;
export type Fault = (typeof FAULTS)[number];

export type Counts = Partial<Record<Fault, number>>;

/** A place in the program at which it waits for something outside. */
export type Edge = 'store' | 'teams' | 'text' | 'graph';

type Weighed = readonly (readonly [weight: number, fault: Fault])[];

/** What may befall a replica at any await. */
const REPLICA: Weighed = [
  [4, 'replica: killed before a call'],
  [4, 'replica: killed after a call'],
  [3, 'replica: stalled before a call'],
  [3, 'replica: stalled after a call'],
];

export const FAULTS_OF: Readonly<Record<Edge, Weighed>> = {
  store: [
    [20, 'store: time-out, nothing written'],
    [20, 'store: time-out, and it was written'],
    [20, 'store: conflict (somebody wrote in between)'],
    [26, 'store: slow'],
    ...REPLICA,
  ],
  teams: [
    [5, 'Teams: 403'],
    [5, 'Teams: 404 (gone)'],
    [8, 'Teams: 412'],
    [20, 'Teams: 429 with Retry-After'],
    [20, 'Teams: 5xx'],
    [14, 'Teams: answer lost, and it was taken'],
    [10, 'Teams: no answer, nothing taken'],
    [14, 'Teams: slow answer'],
    [2, 'Teams: no id in the answer'],
    ...REPLICA,
  ],
  text: [
    [20, 'text: refused'],
    [40, 'text: unavailable'],
    [20, 'text: answer lost, and it was taken'],
    ...REPLICA,
  ],
  graph: [
    [20, 'Graph: throttled'],
    [20, 'Graph: unavailable'],
    [20, 'Graph: no permission'],
    [20, 'Graph: answer lost, and it was made'],
    ...REPLICA,
  ],
};
