// Everything that Eerder Erbij needs in Azure, in one resource group. Why it is so: docs/adr/0011-cloud.md.
// How to use it: docs/beheer/installeren.md. `npm run check:infra` looks through these files.
targetScope = 'resourceGroup'

@description('Short name of this installation, for example eerder-erbij. Part of the name of every resource.')
@minLength(3)
@maxLength(12)
param name string = 'eerder-erbij'

@description('Where everything is kept: a region of the European Union.')
@allowed([
  'westeurope'
  'northeurope'
  'swedencentral'
  'germanywestcentral'
  'francecentral'
  'italynorth'
  'polandcentral'
  'spaincentral'
  'austriaeast'
])
param location string = 'westeurope'

@description('Tags of every resource: whose it is, and what its costs are booked on.')
param tags object

@description('How the program runs. containerApps: an image in Azure Container Apps. appService: a package on Linux, without a container.')
@allowed([
  'containerApps'
  'appService'
])
param route string

@description('Copies of the program that run beside each other. With two or more an update or a broken machine stops nobody.')
@minValue(2)
@maxValue(10)
param replicas int = 2

@description('containerApps only. Name and version of the image in the registry that is made here, for example eerder-erbij:1.0.0. Empty at the first deployment: then everything is made but the program.')
param image string = ''

@description('containerApps only. The region file (municipalities, roles, people) in base64. It holds object ids and mobile numbers, so it is never written to a file of this project.')
@secure()
param regionFile string = ''

@description('appService only. Size of the plan; Standard or Premium, because smaller plans have no slot to update in.')
@allowed([
  'S1'
  'P0v3'
  'P1v3'
])
param planSku string = 'P0v3'

@description('Make the keys that the program needs, and then start one copy of it. True until the program has run once, false after that.')
param makeKeys bool = false

@description('Spread over the data centres of the region. Cosmos DB cannot get this later: decide at the first deployment.')
param zoneRedundant bool = false

@description('Keep Cosmos DB and Key Vault off the internet: only the program reaches them, through a network of its own. Decide at the first deployment.')
param privateNetwork bool = false

@description('How Cosmos DB is paid: serverless per request, or autoscale up to a limit. Cannot be changed later.')
@allowed([
  'serverless'
  'autoscale'
])
param cosmosCapacity string = 'serverless'

@description('Most request units a second, with cosmosCapacity=autoscale only. A tenth of it is always paid.')
@minValue(1000)
@maxValue(10000)
param cosmosMaxThroughput int = 1000

@description('How far back Cosmos DB can be put back. What was purged stays in that backup for so long.')
@allowed([
  'Continuous7Days'
  'Continuous30Days'
])
param cosmosBackup string = 'Continuous7Days'

@description('Nobody can destroy keys for good, also no intruder. Cannot be switched off again, and forgetting takes 7 days longer. See docs/keys.md.')
param purgeProtection bool = false

@description('Keep the wrapping key in a hardware security module.')
param hardwareKeys bool = false

@description('Name of the bot in Azure; its name in Teams is in the app package.')
@maxLength(42)
param botDisplayName string = 'Eerder Erbij'

@description('Let the program make Teams meetings through Microsoft Graph. The permission itself is given apart.')
param graph bool = false

@description('Who text messages come from: a number such as +31612345678, or a name of at most 11 characters. Empty: no text messages, and no Communication Services.')
@maxLength(16)
param smsFrom string = ''

@description('Address of a dead-man\'s switch outside Azure, called after each sweep. As good as a password. Empty: only the alert in Azure.')
@secure()
param heartbeatUrl string = ''

@description('How much the program writes in its log.')
@allowed([
  'error'
  'warn'
  'info'
  'debug'
])
param logLevel string = 'info'

@description('How many days logs and metrics are kept.')
@minValue(30)
@maxValue(730)
param logRetentionDays int = 30

@description('Most gigabytes of logs a day; what is more is dropped, so that a fault costs no fortune.')
@minValue(1)
param logDailyQuotaGb int = 1

@description('Who gets an e-mail when something is wrong.')
@minLength(1)
param alertEmails string[]

@description('Dutch mobile number that gets a text message when nothing works any more, without 0 or +31: 612345678. Empty: e-mail only.')
param alertPhone string = ''

@description('Euros (or the currency of the subscription) a month. At 80 and 100 percent, and when 100 is expected, an e-mail goes out. Nothing is stopped.')
@minValue(1)
param budgetAmount int

@description('First day of the month of the first deployment, such as 2026-12-01. Leave it as it was at later deployments.')
@minLength(10)
@maxLength(10)
param budgetStart string

var unique = '${name}-${take(uniqueString(resourceGroup().id), 8)}'
var appName = 'app-${unique}'
var isContainer = route == 'containerApps'
var runs = !isContainer || !empty(image)

module identity 'modules/identity.bicep' = {
  name: 'identity'
  params: {
    name: 'id-${unique}'
    location: location
    tags: tags
  }
}

module monitoring 'modules/monitoring.bicep' = {
  name: 'monitoring'
  params: {
    name: unique
    location: location
    tags: tags
    principalId: identity.outputs.principalId
    retentionDays: logRetentionDays
    dailyQuotaGb: logDailyQuotaGb
    alertEmails: alertEmails
    alertPhone: alertPhone
  }
}

module network 'modules/network.bicep' = if (privateNetwork) {
  name: 'network'
  params: {
    name: 'vnet-${unique}'
    location: location
    tags: tags
    appsDelegation: isContainer ? 'Microsoft.App/environments' : 'Microsoft.Web/serverFarms'
  }
}

module database 'modules/database.bicep' = {
  name: 'database'
  params: {
    name: 'cosmos-${unique}'
    location: location
    tags: tags
    principalId: identity.outputs.principalId
    zoneRedundant: zoneRedundant
    capacity: cosmosCapacity
    maxThroughput: cosmosMaxThroughput
    backup: cosmosBackup
    privateNetwork: privateNetwork
    workspaceId: monitoring.outputs.workspaceId
    actionGroupId: monitoring.outputs.actionGroupId
  }
}

module keys 'modules/keys.bicep' = {
  name: 'keys'
  params: {
    name: 'kv-${unique}'
    location: location
    tags: tags
    principalId: identity.outputs.principalId
    purgeProtection: purgeProtection
    hardwareKeys: hardwareKeys
    privateNetwork: privateNetwork
    heartbeatUrl: heartbeatUrl
    workspaceId: monitoring.outputs.workspaceId
  }
}

module sms 'modules/sms.bicep' = if (!empty(smsFrom)) {
  name: 'sms'
  params: {
    name: 'acs-${unique}'
    tags: tags
    vaultName: keys.outputs.name
  }
}

module databaseEndpoint 'modules/private-endpoint.bicep' = if (privateNetwork) {
  name: 'database-endpoint'
  params: {
    name: 'pe-cosmos-${unique}'
    location: location
    tags: tags
    networkName: 'vnet-${unique}'
    targetId: database.outputs.id
    group: 'Sql'
    zone: 'privatelink.documents.azure.com'
  }
  dependsOn: [
    network
  ]
}

module keysEndpoint 'modules/private-endpoint.bicep' = if (privateNetwork) {
  name: 'keys-endpoint'
  params: {
    name: 'pe-kv-${unique}'
    location: location
    tags: tags
    networkName: 'vnet-${unique}'
    targetId: keys.outputs.id
    group: 'vault'
    zone: 'privatelink.vaultcore.azure.net'
  }
  dependsOn: [
    network
  ]
}

// What the program reads, except what differs between the two routes. src/config says what each means.
var baseSettings = [
  { name: 'HOST', value: '0.0.0.0' }
  { name: 'PORT', value: '8080' }
  { name: 'LOG_LEVEL', value: logLevel }
  { name: 'STORE', value: 'cosmos' }
  { name: 'COSMOS_ENDPOINT', value: database.outputs.endpoint }
  { name: 'COSMOS_AUTH', value: 'managed-identity' }
  { name: 'COSMOS_CLIENT_ID', value: identity.outputs.clientId }
  { name: 'COSMOS_DATABASE', value: database.outputs.databaseName }
  { name: 'COSMOS_CONTAINER', value: database.outputs.containerName }
  { name: 'KEY_VAULT_URL', value: keys.outputs.url }
  { name: 'KEY_VAULT_KEY', value: keys.outputs.keyName }
  { name: 'KEY_VAULT_AUTH', value: 'managed-identity' }
  { name: 'KEY_VAULT_CLIENT_ID', value: identity.outputs.clientId }
  { name: 'BOT_AUTH', value: 'required' }
  { name: 'MicrosoftAppType', value: 'UserAssignedMSI' }
  { name: 'MicrosoftAppId', value: identity.outputs.clientId }
  { name: 'MicrosoftAppTenantId', value: tenant().tenantId }
  { name: 'APPLICATIONINSIGHTS_AUTH', value: 'managed-identity' }
  { name: 'APPLICATIONINSIGHTS_CLIENT_ID', value: identity.outputs.clientId }
]

var graphSettings = [
  { name: 'GRAPH_AUTH', value: 'managed-identity' }
  { name: 'GRAPH_CLIENT_ID', value: identity.outputs.clientId }
]

var smsSettings = [
  { name: 'SMS_FROM', value: smsFrom }
]

var settings = concat(baseSettings, graph ? graphSettings : [], empty(smsFrom) ? [] : smsSettings)

// What the program reads and nobody else may: these are secrets in the vault.
var heartbeatSecrets = [
  { name: 'HEARTBEAT_URL', secret: 'heartbeat-url' }
]

var smsSecrets = [
  { name: 'SMS_CONNECTION_STRING', secret: 'sms-connection-string' }
]

var secretSettings = concat(empty(heartbeatUrl) ? [] : heartbeatSecrets, empty(smsFrom) ? [] : smsSecrets)

module containerHost 'modules/container-host.bicep' = if (isContainer) {
  name: 'container-host'
  params: {
    name: unique
    location: location
    tags: tags
    principalId: identity.outputs.principalId
    workspaceId: monitoring.outputs.workspaceId
    subnetId: privateNetwork ? network.outputs.appsSubnetId : ''
    zoneRedundant: zoneRedundant
  }
}

module containerApp 'modules/container-app.bicep' = if (isContainer && !empty(image)) {
  name: 'container-app'
  params: {
    name: appName
    location: location
    tags: tags
    hostName: isContainer ? containerHost.outputs.name : ''
    registryServer: isContainer ? containerHost.outputs.registryServer : ''
    image: image
    identityId: identity.outputs.id
    settings: settings
    secretSettings: secretSettings
    vaultUrl: keys.outputs.url
    insightsName: monitoring.outputs.insightsName
    regionFile: regionFile
    replicas: replicas
    makeKeys: makeKeys
    actionGroupId: monitoring.outputs.actionGroupId
  }
  dependsOn: [
    sms
    databaseEndpoint
    keysEndpoint
  ]
}

module appService 'modules/app-service.bicep' = if (!isContainer) {
  name: 'app-service'
  params: {
    name: appName
    location: location
    tags: tags
    planSku: planSku
    identityId: identity.outputs.id
    settings: settings
    secretSettings: secretSettings
    vaultUrl: keys.outputs.url
    insightsName: monitoring.outputs.insightsName
    workspaceId: monitoring.outputs.workspaceId
    subnetId: privateNetwork ? network.outputs.appsSubnetId : ''
    zoneRedundant: zoneRedundant
    replicas: replicas
    makeKeys: makeKeys
    actionGroupId: monitoring.outputs.actionGroupId
  }
  dependsOn: [
    sms
    databaseEndpoint
    keysEndpoint
  ]
}

var hostName = isContainer ? '${appName}.${containerHost.outputs.domain}' : '${appName}.azurewebsites.net'

module bot 'modules/bot.bicep' = {
  name: 'bot'
  params: {
    name: 'bot-${unique}'
    tags: tags
    displayName: botDisplayName
    endpoint: 'https://${hostName}/api/messages'
    identityId: identity.outputs.id
    clientId: identity.outputs.clientId
  }
}

module alerts 'modules/alerts.bicep' = if (runs) {
  name: 'alerts'
  params: {
    name: unique
    location: location
    tags: tags
    workspaceId: monitoring.outputs.workspaceId
    insightsName: monitoring.outputs.insightsName
    actionGroupId: monitoring.outputs.actionGroupId
    readyUrl: 'https://${hostName}/readyz'
  }
}

module budget 'modules/budget.bicep' = {
  name: 'budget'
  params: {
    name: 'budget-${unique}'
    amount: budgetAmount
    start: budgetStart
    emails: alertEmails
  }
}

@description('App id of the bot, for the app package of Teams.')
output BOT_ID string = identity.outputs.clientId

@description('Where the program is reached.')
output BOT_DOMAIN string = hostName

@description('Name of the program in Azure, for az containerapp or az webapp.')
output APP_NAME string = appName

@description('containerApps only: the registry that the image goes into.')
output REGISTRY_NAME string = isContainer ? containerHost.outputs.registryName : ''

@description('appService only: where the Agents Toolkit sends the package to.')
output APP_SERVICE_RESOURCE_ID string = isContainer ? '' : appService.outputs.id

@description('Object id of the identity of the program, for the permission in Microsoft Graph.')
output IDENTITY_OBJECT_ID string = identity.outputs.principalId

@description('Name of the vault with the keys.')
output KEY_VAULT_NAME string = keys.outputs.name
