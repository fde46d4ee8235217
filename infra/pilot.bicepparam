using 'main.bicep'

// A pilot of one or a few municipalities: the smallest that still survives the loss of one copy of the program.
// Change what is between quotes. No secret belongs in this file: what is secret comes from the environment.
// docs/beheer/installeren.md says when to set which variable.

param name = 'eerder-erbij'
param location = 'westeurope'
param tags = {
  toepassing: 'eerder-erbij'
  omgeving: 'pilot'
  eigenaar: 'team-zorg-en-veiligheid'
  kostenplaats: '000000'
}

param route = 'containerApps'
param replicas = 2
param image = readEnvironmentVariable('EE_IMAGE', '')
param regionFile = readEnvironmentVariable('EE_REGION_FILE', '')
param makeKeys = bool(readEnvironmentVariable('EE_MAKE_KEYS', 'false'))

param cosmosCapacity = 'serverless'
param logRetentionDays = 30
param logDailyQuotaGb = 1

param alertEmails = [
  'beheer@example.nl'
]
param alertPhone = ''
param heartbeatUrl = readEnvironmentVariable('EE_HEARTBEAT_URL', '')

param budgetAmount = 150
param budgetStart = '2026-12-01'
