/** The region file of the design, word for word: what was written before a version must still be read by it. */
export const EXAMPLE = `# A region file: everything that differs per region or municipality. Durations are ISO 8601.
# The people and ids below are invented for development; ids match the Playground's default users where they can.
region: Drenthe (voorbeeld)
timeZone: Europe/Amsterdam
locale: nl

tenants:                       # only people from these tenants may act
  - 00000000-0000-0000-0000-0000000000001

sweep: "0 * * * * *"           # cron, evaluated in UTC, seconds first

organisations:
  politie:  Politie (voorbeeld)
  vt:       Veilig Thuis (voorbeeld)
  gemeente: Gemeente (voorbeeld)
  welzijn:  Welzijnswerk (voorbeeld)

roles:                         # role -> organisation
  politie: politie
  veilig-thuis: vt
  veilig-opgroeien: gemeente
  jeugd-mw: welzijn
  amw: welzijn
  manager: welzijn
  bestuur: gemeente
  planner: gemeente

policies:
  standaard:
    visitWithin: PT24H          # elapsed time from receipt
    consultWithin: PT1H         # service time
    claimWithin: PT2H           # service time
    planWithin: PT6H            # service time
    warnBefore: [PT6H, PT2H]    # before the window closes, elapsed
    feedbackWithin: PT24H       # after the visit
    ackWithin: PT30M            # then the next rung
    ackReminder: PT2H           # acknowledged, but the risk still stands
    purgeAfter: P30D            # after close
    coverageHorizon: P7D
    ladder:
      - [on-duty]
      - [manager]
      - [bestuur]

serviceHours:
  kantoor:
    workdays: ["08:30-17:00"]
    weekend:  ["10:00-18:00"]   # covered by on-call
    holidays: ["10:00-18:00"]

municipalities:
  - id: hoogeveen
    code: HGV
    name: Hoogeveen
    policy: standaard
    serviceHours: kantoor
    onCall: [veilig-thuis, jeugd-mw, amw]      # roles that weekend and holiday cover needs
    consultation: [politie, veilig-thuis, veilig-opgroeien, jeugd-mw]
    visit:
      noChildren:  [amw]
      children:    [jeugd-mw, veilig-opgroeien]
      exceptional: [veilig-thuis, jeugd-mw]
    standingRoom: https://teams.example.invalid/hoogeveen

people:
  - { id: 00000000-0000-0000-0000-0000000000020, name: Alex Wilber,     roles: [politie, veilig-thuis, veilig-opgroeien, jeugd-mw, amw, manager, planner], municipalities: [hoogeveen] }
  - { id: 00000000-0000-0000-0000-0000000000021, name: Megan Bowen,     roles: [jeugd-mw],         municipalities: [hoogeveen] }
  - { id: 00000000-0000-0000-0000-0000000000022, name: Adele Vance,     roles: [veilig-opgroeien], municipalities: [hoogeveen] }
  - { id: 00000000-0000-0000-0000-0000000000023, name: Isaiah Langer,   roles: [veilig-thuis],     municipalities: [hoogeveen] }
  - { id: 00000000-0000-0000-0000-0000000000024, name: Patti Fernandez, roles: [manager],          municipalities: [hoogeveen] }
  - { id: 00000000-0000-0000-0000-0000000000025, name: Lynne Robbins,   roles: [bestuur],          municipalities: [hoogeveen] }
`;
