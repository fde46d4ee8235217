/**
 * A case as the program stored it before consultations started by themselves: recorded in one step, without meetings,
 * cards of calls and their periods. Written down literally, because no builder of today makes it.
 */
export const tenant = '11111111-1111-4111-8111-111111111111';
export const olga = { tenant, id: 'olga', name: 'Olga' };
export const vera = { tenant, id: 'vera', name: 'Vera' };
export const yara = { tenant, id: 'yara', name: 'Yara' };

export const announcement = {
  municipality: 'hoogeveen',
  incidentAt: 1795420800000,
  policeReference: '2026-1234',
  children: 2,
  directDanger: false,
  restrainingOrder: 'unknown',
  visitorRisk: 'none',
  interpreter: false,
  contactKnown: true,
  mayShare: true,
  helpInvolved: 'no',
};

export const policy = {
  visitWithin: 86400000,
  consultWithin: 3600000,
  claimWithin: 7200000,
  planWithin: 21600000,
  warnBefore: [21600000, 7200000],
  feedbackWithin: 86400000,
  ackWithin: 1800000,
  ackReminder: 7200000,
  purgeAfter: 2592000000,
  coverageHorizon: 604800000,
  ladder: [['on-duty'], ['manager'], ['bestuur']],
};

const risk = 'consultationLate:consultation@1795428000000';
const late = { rule: 'consultationLate', about: 'consultation', rung: 0, told: [olga, vera, yara] };

export const consultationInOneStep = {
  present: ['politie', 'vt'],
  knownLocally: 'unknown',
  safety: 'uncertain',
  decision: { kind: 'go' },
  exceptional: false,
  caseLead: 'gemeente',
  tellSchool: true,
};

const followed = {
  number: 'HGV-2026-0001',
  announcement,
  announcedBy: olga,
  receivedAt: 1795424400000,
  visitBefore: 1795510800000,
  policy,
  attempts: [],
  escalations: [],
};

const announcedLog = [
  { at: 1795424100000, by: olga, event: { type: 'IntakeOpened' } },
  {
    at: 1795424400000,
    event: {
      type: 'CaseAnnounced',
      number: 'HGV-2026-0001',
      announcement,
      policy,
      roles: ['jeugd-mw', 'veilig-opgroeien'],
    },
    by: olga,
  },
];

export const document = {
  id: 'case/1',
  kind: 'case',
  schema: 1,
  open: true,
  municipality: 'hoogeveen',
  thread: {
    serviceUrl: 'https://teams.example.invalid/',
    tenant,
    conversation: 'kanaal;messageid=1',
    activity: '1',
  },
} as const;

/** Announced, with everything sent. */
export const olderAnnounced = {
  ...document,
  dueAt: 1795428000000,
  state: {
    step: 'announced',
    ...followed,
    slots: [
      { id: '1795424400000-0', role: 'jeugd-mw', openedAt: 1795424400000 },
      { id: '1795424400000-1', role: 'veilig-opgroeien', openedAt: 1795424400000 },
    ],
    risks: {},
  },
  log: announcedLog,
  outbox: [],
  messages: 1,
  done: ['activity 0'],
};

/** Consulted after it was late, with one place taken, and some of its messages still to send. */
export const olderConsulted = {
  ...document,
  dueAt: 1795428000000,
  state: {
    step: 'consulted',
    ...followed,
    slots: [
      {
        id: '1795424400000-0',
        role: 'jeugd-mw',
        openedAt: 1795424400000,
        claim: { by: yara, at: 1795429200000 },
      },
      { id: '1795424400000-1', role: 'veilig-opgroeien', openedAt: 1795424400000 },
    ],
    risks: { [risk]: { ...late, at: 1795428000000 } },
    consultation: consultationInOneStep,
  },
  log: [
    ...announcedLog,
    { at: 1795428000000, event: { type: 'RiskRaised', risk, ...late } },
    {
      at: 1795428600000,
      event: {
        type: 'ConsultationRecorded',
        consultation: consultationInOneStep,
        roles: ['jeugd-mw', 'veilig-opgroeien'],
      },
      by: vera,
    },
    { at: 1795429200000, event: { type: 'SlotClaimed', slot: 0, role: 'jeugd-mw' }, by: yara },
  ],
  outbox: [
    {
      id: 2,
      tries: 3,
      nextTryAt: 1795428000000,
      kind: 'ping',
      to: vera,
      risks: [risk],
      route: 'personal',
    },
    { id: 6, tries: 0, nextTryAt: 1795429200000, kind: 'card' },
  ],
  messages: 7,
  done: ['activity 0', 'activity 1', 'activity 2'],
};
