using 'main.bicep'

// A whole province: spread over data centres, off the internet, one replica more.
// Change what is between quotes. No secret belongs in this file: what is secret comes from the environment.
// docs/beheer/installeren.md says when to set which variable.

param name = 'eerder-erbij'
param location = 'westeurope'
param tags = {
  toepassing: 'eerder-erbij'
  omgeving: 'productie'
  eigenaar: 'team-zorg-en-veiligheid'
  kostenplaats: '000000'
}

param route = 'containerApps'
param replicas = 3
param image = readEnvironmentVariable('EE_IMAGE', '')
param regionFile = readEnvironmentVariable('EE_REGION_FILE', '')
param makeKeys = bool(readEnvironmentVariable('EE_MAKE_KEYS', 'false'))
param planSku = 'P1v3'

param zoneRedundant = true
param privateNetwork = true
param cosmosCapacity = 'autoscale'
param cosmosMaxThroughput = 2000
param cosmosBackup = 'Continuous7Days'
param hardwareKeys = true

param graph = true
param smsFrom = 'EerderErbij'
param heartbeatUrl = readEnvironmentVariable('EE_HEARTBEAT_URL', '')

param logRetentionDays = 90
param logDailyQuotaGb = 2
param alertEmails = [
  'beheer@example.nl'
  'piket-ict@example.nl'
]
param alertPhone = ''

param budgetAmount = 900
param budgetStart = '2026-12-01'
